import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useAct } from '../../api/acts.ts'
import { ask } from '../../api/client.ts'
import type { SettingsView } from '../../api/types.ts'
import { TextField } from '../../parts/field.tsx'
import { Modal } from '../../parts/modal.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm } from '../client/form.tsx'

/** Ends the rehearsal: names what will change, and how many messages may leave in a day. */
export function GoLive({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { say } = useWords()
  const toast = useToast()
  const live = useAct('live')
  const back = useAct('rehearsal')
  const { data } = useQuery({ queryKey: ['settings'], queryFn: () => ask<SettingsView>('GET', '/settings'), enabled: open })
  const submit = (value: (name: string) => string): void =>
    live.mutate(
      { ceiling: Number(value('ceiling')) },
      {
        onSuccess: () => {
          onClose()
          toast({ text: say('app.live.done'), undo: () => back.mutate({}) })
        },
      },
    )
  return (
    <Modal open={open} onClose={onClose} title={say('app.live.title')} lead={say('app.live.lead')}>
      {data && !data.firm.iban ? (
        <p className="note open">
          {say('app.live.noAccount')}{' '}
          <Link to="/settings/$part" params={{ part: 'firm' }} onClick={onClose}>
            {say('app.settings.firm')}
          </Link>
        </p>
      ) : null}
      <ActForm error={live.error} isPending={live.isPending} button={say('app.live.button')} onSubmit={submit}>
        <TextField
          name="ceiling"
          type="number"
          min={1}
          max={1000}
          defaultValue="20"
          label={say('app.live.ceiling')}
          hint={say('app.live.ceilingHint')}
        />
      </ActForm>
    </Modal>
  )
}
