import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import type { WaitingLineView } from '../../api/types.ts'
import { useKeys } from '../../app/keys.tsx'
import { Amount } from '../../parts/amount.tsx'
import { TextField } from '../../parts/field.tsx'
import { Modal } from '../../parts/modal.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm } from '../client/form.tsx'
import { WaitingLine } from './waiting-line.tsx'

interface Booked {
  readonly line: string
}

/** What waits for a person, one line after another, by keyboard. */
export function WaitingLines(props: {
  readonly lines: readonly WaitingLineView[]
  readonly selected: number
  readonly onSelect: (index: number) => void
}) {
  const { say } = useWords()
  const toast = useToast()
  const [asked, setAsked] = useState<'elsewhere' | 'aside' | undefined>()
  const confirm = useAct<Booked>('bank-confirm')
  const reject = useAct('bank-reject')
  const aside = useAct('bank-aside')
  const undo = useAct('bank-undo')
  const at = Math.max(0, Math.min(props.selected, props.lines.length - 1))
  const line = props.lines[at]
  const takeBack = (id: string) => () => undo.mutate({ line: id })
  const book = (where: object, name: string): void => {
    if (!line || confirm.isPending) return
    const { id } = line
    const done = (): void => {
      setAsked(undefined)
      toast({ text: say('app.bank.done', { client: name }), undo: takeBack(id) })
    }
    confirm.mutate({ line: id, ...where }, { onSuccess: done })
  }
  const asProposed = (): void => (line?.status === 'proposed' ? book({}, line.shares[0]?.clientName ?? '') : setAsked('elsewhere'))
  const refuse = (): void => {
    if (line?.status === 'proposed') reject.mutate({ line: line.id }, { onSuccess: () => toast({ text: say('app.bank.rejected') }) })
  }
  const move = (by: number) => () => props.onSelect(Math.max(0, Math.min(at + by, props.lines.length - 1)))
  useKeys(
    line
      ? [
          { keys: 'j', does: say('app.keys.next'), run: move(1) },
          { keys: 'k', does: say('app.keys.previous'), run: move(-1) },
          { keys: 'Enter', does: say('app.keys.confirmLine'), run: asProposed },
          { keys: 'x', does: say('app.keys.rejectLine'), run: refuse },
          { keys: 'e', does: say('app.bank.elsewhere'), run: () => setAsked('elsewhere') },
          { keys: 'a', does: say('app.keys.asideLine'), run: () => setAsked('aside') },
        ]
      : [],
  )
  if (!line) return null
  return (
    <section className="part" aria-label={say('app.bank.waiting')}>
      <h2>{say('app.bank.waiting')}</h2>
      <p className="fine only-wide">{say('app.bank.moveHint')}</p>
      <Problem error={asked ? null : (confirm.error ?? reject.error ?? undo.error)} />
      <ul>
        {props.lines.map((one, index) => (
          <WaitingLine key={one.id} line={one} isOpen={index === at} onOpen={() => props.onSelect(index)}>
            {one.status === 'proposed' ? (
              <button type="button" className="btn main" aria-disabled={confirm.isPending} onClick={asProposed}>
                {say('app.bank.confirm')} <kbd>Enter</kbd>
              </button>
            ) : null}
            <button type="button" className="btn" onClick={() => setAsked('elsewhere')}>
              {say('app.bank.elsewhere')} <kbd>e</kbd>
            </button>
            {one.status === 'proposed' ? (
              <button type="button" className="btn text" onClick={refuse}>
                {say('app.bank.reject')} <kbd>x</kbd>
              </button>
            ) : null}
            <button type="button" className="btn text" onClick={() => setAsked('aside')}>
              {say('app.bank.aside')} <kbd>a</kbd>
            </button>
          </WaitingLine>
        ))}
      </ul>
      <Modal
        open={asked === 'elsewhere'}
        onClose={() => setAsked(undefined)}
        title={say('app.bank.elsewhereTitle')}
        lead={<Amount amount={{ minor: line.minor, currency: line.currency }} />}
      >
        <ActForm
          error={confirm.error}
          isPending={confirm.isPending}
          button={say('app.bank.confirm')}
          onSubmit={value => book({ named: value('named') }, value('named'))}
        >
          <TextField name="named" label={say('app.bank.invoiceOrClient')} error={confirm.error} autoComplete="off" />
        </ActForm>
      </Modal>
      <Modal open={asked === 'aside'} onClose={() => setAsked(undefined)} title={say('app.bank.asideTitle')}>
        <ActForm
          error={aside.error}
          isPending={aside.isPending}
          button={say('app.bank.aside')}
          onSubmit={value => {
            const { id } = line
            const done = (): void => {
              setAsked(undefined)
              toast({ text: say('app.bank.asideDone'), undo: takeBack(id) })
            }
            aside.mutate({ line: id, why: value('why') }, { onSuccess: done })
          }}
        >
          <TextField name="why" label={say('app.bank.asideWhy')} hint={say('app.bank.asideHint')} error={aside.error} />
        </ActForm>
      </Modal>
    </section>
  )
}
