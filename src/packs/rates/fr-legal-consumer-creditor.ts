import { frenchLegalRate } from '../law/fr-legal-rates.ts'

export const series = frenchLegalRate('FR_LEGAL_CONSUMER_CREDITOR', 'French legal rate, creditor a private person', 'consumer')
