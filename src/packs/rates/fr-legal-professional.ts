import { frenchLegalRate } from '../law/fr-legal-rates.ts'

export const series = frenchLegalRate('FR_LEGAL_PROFESSIONAL', 'French legal rate, creditor a professional', 'professional')
