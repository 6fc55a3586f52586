import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { DeskView } from '../../api/types.ts'
import { Modal } from '../../parts/modal.tsx'
import { useWords } from '../../words/words.tsx'
import { OfferForm } from './desk-forms.tsx'
import { DossierButton } from './dossier-button.tsx'
import type { WayView } from './figures.ts'
import { PrepareForm, Sheet } from './hand-over-forms.tsx'
import { WriteOffForm } from './write-off-form.tsx'

/** What can be done about the opened way, and the sentence that belongs before it. */
export function WayActs({ desk, way }: { desk: DeskView; way: WayView }) {
  const { say } = useWords()
  const [form, setForm] = useState<'offer' | 'writeOff' | 'lawyer' | 'agency' | `court ${string}` | undefined>()
  const close = (): void => setForm(undefined)
  return (
    <>
      {way.way === 'settle' ? <SettleText desk={desk} /> : null}
      <div className="acts">
        {way.way === 'settle' ? (
          <button type="button" className="btn main" onClick={() => setForm('offer')}>
            {say('app.desk.settleButton')}
          </button>
        ) : null}
        {way.way === 'write-off' ? (
          <button type="button" className="btn main" onClick={() => setForm('writeOff')}>
            {say('app.desk.writeOffButton')}
          </button>
        ) : null}
        {way.way === 'letter' ? (
          <button type="button" className="btn main" onClick={() => setForm('lawyer')}>
            {say('app.handOver.letterButton')}
          </button>
        ) : null}
        {way.way === 'agency' ? (
          <button type="button" className="btn main" onClick={() => setForm('agency')}>
            {say('app.handOver.agencyButton')}
          </button>
        ) : null}
        {way.way === 'court'
          ? desk.courts.map(c => (
              <button key={c.code} type="button" className="btn" onClick={() => setForm(`court ${c.code}`)}>
                {say('app.handOver.courtButton', { name: c.name })}
              </button>
            ))
          : null}
        {way.way === 'letter' || way.way === 'agency' || way.way === 'court' ? <DossierButton desk={desk} /> : null}
        <Link className="btn" to="/clients/$clientId" params={{ clientId: desk.clientId }}>
          {say('app.desk.openClient')}
        </Link>
      </div>
      <Modal open={form === 'offer'} onClose={close} title={say('app.desk.offerTitle')} lead={say('app.desk.offerLead')} wide>
        <OfferForm desk={desk} onDone={close} />
      </Modal>
      <Modal open={form === 'writeOff'} onClose={close} title={say('app.desk.writeOffTitle')} lead={say('app.desk.writeOffLead')}>
        <WriteOffForm desk={desk} onDone={close} />
      </Modal>
      <Modal
        open={form === 'lawyer' || form === 'agency'}
        onClose={close}
        title={say(form === 'agency' ? 'app.handOver.agencyButton' : 'app.handOver.letterButton')}
      >
        {form === 'lawyer' || form === 'agency' ? <PrepareForm desk={desk} kind={form} onDone={close} /> : null}
      </Modal>
      <Modal
        open={form?.startsWith('court ') ?? false}
        onClose={close}
        title={say('app.handOver.courtTitle')}
        lead={say('app.handOver.courtLead')}
        wide
      >
        {form?.startsWith('court ') ? <Sheet clientId={desk.clientId} code={form.slice('court '.length)} /> : null}
      </Modal>
    </>
  )
}

function SettleText({ desk }: { desk: DeskView }) {
  const { say } = useWords()
  const { least, by, otherWay, lastOfferedOn } = desk.offer
  return (
    <>
      <p>
        {say('app.desk.settleText', {
          leastAmount: `${least.minor} ${least.currency}`,
          by,
          otherAmount: `${otherWay.minor} ${otherWay.currency}`,
        })}
      </p>
      <p className="meta settle-year">
        {say('app.desk.settleYear', { last: lastOfferedOn === null ? 'none' : 'some', lastOn: lastOfferedOn ?? '' })}
      </p>
    </>
  )
}
