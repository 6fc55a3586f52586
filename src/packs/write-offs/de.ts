import type { WriteOffPack } from '../../core/desk/write-off.ts'

export const pack: WriteOffPack = {
  country: 'DE',
  relief: { afterDays: null, needs: 'uncollectable', clause: '§ 17 Abs. 2 Nr. 1 UStG: Uneinbringlichkeit' },
  evidence: [
    'Rechnung',
    'Mahnungen',
    'Nachweis der Uneinbringlichkeit: Eröffnung des Insolvenzverfahrens, erfolglose Vollstreckung, bestrittene Forderung',
  ],
  source: '§ 17 UStG',
  asOf: '2026-11',
  confidence: 'memory',
}
