import { initAll as govuk } from 'govuk-frontend'
import { initAll as moj } from '@ministryofjustice/frontend'

govuk()
moj()
