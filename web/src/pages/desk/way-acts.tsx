import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { DeskView } from '../../api/types.ts'
import { Modal } from '../../parts/modal.tsx'
import { useWords } from '../../words/words.tsx'
import { OfferForm, WriteOffForm } from './desk-forms.tsx'
import type { WayView } from './figures.ts'

/** What can be done about the opened way, and the sentence that belongs before it. */
export function WayActs({ desk, way }: { desk: DeskView; way: WayView }) {
  const { say } = useWords()
  const [form, setForm] = useState<'offer' | 'writeOff' | undefined>()
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
