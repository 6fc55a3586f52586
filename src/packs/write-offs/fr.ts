import type { WriteOffPack } from '../../core/desk/write-off.ts'

export const pack: WriteOffPack = {
  country: 'FR',
  relief: { afterDays: null, needs: 'uncollectable', clause: 'art. 272, 1 du CGI : créance définitivement irrécouvrable' },
  evidence: [
    'duplicata de la facture avec la mention que la TVA ne peut faire l’objet d’une déduction par le client (art. 272 du CGI)',
    'preuve de l’irrécouvrabilité définitive : jugement, certificat du mandataire, clôture pour insuffisance d’actif',
  ],
  source: 'Code général des impôts, art. 272',
  asOf: '2026-11',
  confidence: 'memory',
}
