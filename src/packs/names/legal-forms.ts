/** Words of legal forms, normalised as headers are: two names that differ only in these may be the same firm, or not. */
export const LEGAL_FORMS: ReadonlySet<string> = new Set([
  'sa', 'sas', 'sasu', 'sarl', 'eurl', 'sci', 'snc', 'scop', 'sel', 'selarl', 'ei',
  'gmbh', 'ag', 'ug', 'kg', 'ohg', 'gbr', 'ek', 'ev', 'co', 'mbh', 'se',
  'ltd', 'limited', 'llp', 'plc', 'cic', 'inc', 'corp', 'llc', 'company', 'incorporated', 'corporation', 'pty', 'pvt',
  'spzoo', 'sp', 'z', 'o', 'oo', 'zoo', 'spj', 'spk', 'psa', 'srl', 'sa', 'pfa', 'snc', 'ii',
  'bv', 'nv', 'vof', 'bvba', 'sprl', 'srls', 'spa', 'sas', 'sl', 'slu', 'lda', 'unipessoal', 'ab', 'as', 'aps', 'oy', 'oyj', 'doo', 'dd', 'sro', 'kft', 'zrt', 'ou', 'sia', 'uab',
  '株式会社', '有限会社', '合同会社', '合資会社', '合名会社', 'kk', 'gk',
]) // biome-ignore format: one line a country or two
