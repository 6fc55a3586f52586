import { REDACTABLE } from '../../../src/core/desk/dossier.ts'
import { useWords } from '../words/words.tsx'

interface Props {
  readonly without: readonly string[]
  readonly onChange: (without: readonly string[]) => void
}

/** Parts of a dossier that its receiver need not see. */
export function LeaveOut({ without, onChange }: Props) {
  const { say } = useWords()
  return (
    <fieldset className="stack">
      <legend className="meta">{say('app.handOver.party.leaveOutLead')}</legend>
      <div className="two">
        {REDACTABLE.map(part => (
          <label key={part} className="pick">
            <input
              type="checkbox"
              checked={without.includes(part)}
              onChange={event => onChange(event.target.checked ? [...without, part] : without.filter(p => p !== part))}
            />
            <span>{say(`app.dossierPart.${part}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** What the receiver is told by another way than the file: in groups, as it is read out. */
export function Seal({ seal }: { readonly seal: string }) {
  const { say } = useWords()
  return (
    <p className="meta">
      {say('app.handOver.party.sealText')} <code>{seal.replace(/(.{8})(?=.)/g, '$1 ')}</code>
    </p>
  )
}
