import type { WriteOffPack } from '../../core/desk/write-off.ts'

export const pack: WriteOffPack = {
  country: 'RO',
  relief: { afterDays: null, needs: 'insolvency', clause: 'art. 287 Codul fiscal: ajustarea bazei de impozitare' },
  evidence: ['factura', 'hotărârea judecătorească de deschidere sau închidere a falimentului'],
  source: 'Codul fiscal, art. 287',
  asOf: '2026-11',
  confidence: 'memory',
}
