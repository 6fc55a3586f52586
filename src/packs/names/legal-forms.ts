import { foldText } from '../../core/match/name.ts'

/** Words that say what kind of firm it is, as written before or behind names. They tell nobody apart. Per country, in no order of weight. */
// biome-ignore format: one line a row of words
const FORMS = [
  'GmbH', 'mbH', 'AG', 'KG', 'OHG', 'UG', 'eG', 'eK', 'eV', 'GbR', 'SE', 'KGaA', 'Co', 'Cie', 'haftungsbeschränkt', 'Gesellschaft', 'Inh', 'Inhaber', 'Firma', 'Fa',
  'SARL', 'rl', 'SAS', 'SASU', 'SA', 'EURL', 'SNC', 'SCI', 'SCP', 'SELARL', 'SCOP', 'Ets', 'Société', 'Ste',
  'SL', 'SLU', 'SLL', 'SAU', 'SC', 'CB', 'SRL', 'SPA', 'SAPA', 'SAS', 'SRLS', 'Soc', 'Coop', 'Ditta', 'Lda', 'Unipessoal', 'SpA',
  'BV', 'NV', 'VOF', 'CV', 'BVBA', 'CVBA', 'SPRL', 'ASBL', 'VZW', 'Stichting',
  'Ltd', 'Limited', 'LLP', 'PLC', 'Inc', 'Incorporated', 'LLC', 'LP', 'Corp', 'Corporation', 'Company', 'DAC', 'Pty', 'The',
  'Sp', 'z', 'zoo', 'o', 'oo', 'spółka', 'SpZoo', 'SpJ', 'SpK', 'PHU', 'FHU', 'PPHU', 'SRO', 's', 'r', 'sro', 'as', 'spol', 'vos', 'ks', 'doo', 'dd', 'AD', 'EOOD', 'OOD', 'Kft', 'Bt', 'Zrt', 'Nyrt', 'PFA', 'II',
  'AB', 'HB', 'KB', 'AS', 'ASA', 'ANS', 'ApS', 'A', 'IS', 'Oy', 'Oyj', 'Ky', 'Tmi', 'OÜ', 'UAB', 'SIA', 'ehf', 'hf',
  'カブシキガイシャ', 'カ', '株式会社', '有限会社', 'ユ', '合同会社', 'ド', '(株)', '株',
  'and', 'und', 'et', 'e', 'y', 'i', 'en', 'och', 'og', 'ja', 'Mr', 'Mrs', 'Ms', 'Herr', 'Frau', 'M', 'Mme',
]

export const legalForms: ReadonlySet<string> = new Set(FORMS.map(f => foldText(f).replace(/[^\p{L}\p{N}]/gu, '')))

const SET_OFF =
  /set.?off|offset|credit note|verrechn|aufrechn|gutschrift\s|compensation|compensaci|compensazione|avoir|nota de cr|nota credito|kompensat|potracen|nota korygujaca|verrekening|creditnota|modregn|kvitt|相殺/i

/** Does a payer say that he took something off? */
export const mentionsSetOff = (text: string): boolean => SET_OFF.test(text)
