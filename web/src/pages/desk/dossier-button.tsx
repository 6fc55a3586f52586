import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import type { DeskView } from '../../api/types.ts'
import { LeaveOut, Seal } from '../../parts/leave-out.tsx'
import { Modal } from '../../parts/modal.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useWords } from '../../words/words.tsx'

interface Made {
  readonly documentId: string
  readonly name: string
  readonly seal: string
}

/** One click makes the dossier; another one beside it leaves something out first. */
export function DossierButton({ desk }: { readonly desk: DeskView }) {
  const { say } = useWords()
  const act = useAct<Made>('make-dossier')
  const [isOpen, setOpen] = useState(false)
  const [without, setWithout] = useState<readonly string[]>([])
  const make = (left: readonly string[]): void => {
    if (!act.isPending) act.mutate({ client: desk.clientId, without: left }, { onSuccess: () => setOpen(false) })
  }
  return (
    <>
      <button type="button" className="btn" aria-disabled={act.isPending} onClick={() => make([])}>
        {act.isPending ? say('app.working') : say('app.handOver.dossierButton')}
      </button>
      <button type="button" className="btn text" onClick={() => setOpen(true)}>
        {say('app.handOver.party.leaveOut')}
      </button>
      <Problem error={act.error} />
      {act.data ? (
        <div className="stack made" role="status">
          <p>
            {say('app.handOver.party.made')} <a href={`/api/v1/documents/${act.data.documentId}`}>{say('app.handOver.party.open')}</a>
          </p>
          <Seal seal={act.data.seal} />
        </div>
      ) : null}
      <Modal open={isOpen} onClose={() => setOpen(false)} title={say('app.handOver.party.leaveOut')}>
        <Problem error={act.error} />
        <LeaveOut without={without} onChange={setWithout} />
        <div className="acts">
          <button type="button" className="btn main" aria-disabled={act.isPending} onClick={() => make(without)}>
            {act.isPending ? say('app.working') : say('app.handOver.party.dossierMake')}
          </button>
        </div>
      </Modal>
    </>
  )
}
