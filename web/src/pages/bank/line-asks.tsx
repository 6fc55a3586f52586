import { type ReactNode, useState } from 'react'
import { useAct } from '../../api/acts.ts'
import type { BankView } from '../../api/types.ts'
import { Amount } from '../../parts/amount.tsx'
import { TextField } from '../../parts/field.tsx'
import { Modal } from '../../parts/modal.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm } from '../client/form.tsx'

type Line = Pick<BankView['out']['lines'][number], 'id' | 'minor' | 'currency'>

export interface LineAsks {
  /** Asks where a line belongs, or whose money it is. */
  readonly ask: (what: 'elsewhere' | 'aside', line: Line) => void
  /** Books a line: as proposed, or where it is said. `name` is told when it is done. */
  readonly book: (line: Line, where: object, name: string) => void
  readonly isBooking: boolean
  /** What went wrong outside the two questions. */
  readonly error: Error | null
  readonly modals: ReactNode
}

/** What can be done with one bank line, with the two questions it may need. */
export function useLineAsks(): LineAsks {
  const { say } = useWords()
  const toast = useToast()
  const [asked, setAsked] = useState<{ readonly what: 'elsewhere' | 'aside'; readonly line: Line } | undefined>()
  const confirm = useAct<{ readonly line: string }>('bank-confirm')
  const aside = useAct('bank-aside')
  const undo = useAct('bank-undo')
  const close = (): void => setAsked(undefined)
  const finish = (line: Line, text: string) => (): void => {
    close()
    toast({ text, undo: () => undo.mutate({ line: line.id }) })
  }
  const book = (line: Line, where: object, name: string): void => {
    if (confirm.isPending) return
    confirm.mutate({ line: line.id, ...where }, { onSuccess: finish(line, say('app.bank.done', { client: name })) })
  }
  const line = asked?.line
  const modals = (
    <>
      <Modal
        open={asked?.what === 'elsewhere'}
        onClose={close}
        title={say(line?.minor.startsWith('-') ? 'app.bank.refundTitle' : 'app.bank.elsewhereTitle')}
        lead={line ? <Amount amount={{ minor: line.minor, currency: line.currency }} /> : undefined}
      >
        <ActForm
          error={confirm.error}
          isPending={confirm.isPending}
          button={say('app.bank.confirm')}
          onSubmit={value => (line ? book(line, { named: value('named') }, value('named')) : undefined)}
        >
          <TextField
            name="named"
            label={say('app.bank.invoiceOrClient')}
            error={confirm.error}
            autoComplete="off"
            {...(line?.minor.startsWith('-') ? { hint: say('app.bank.refundHint') } : {})}
          />
        </ActForm>
      </Modal>
      <Modal open={asked?.what === 'aside'} onClose={close} title={say('app.bank.asideTitle')}>
        <ActForm
          error={aside.error}
          isPending={aside.isPending}
          button={say('app.bank.aside')}
          onSubmit={value => {
            if (line) aside.mutate({ line: line.id, why: value('why') }, { onSuccess: finish(line, say('app.bank.asideDone')) })
          }}
        >
          <TextField name="why" label={say('app.bank.asideWhy')} hint={say('app.bank.asideHint')} error={aside.error} />
        </ActForm>
      </Modal>
    </>
  )
  const ask: LineAsks['ask'] = (what, about) => setAsked({ what, line: about })
  return { ask, book, isBooking: confirm.isPending, error: asked ? null : (confirm.error ?? undo.error), modals }
}
