import { useState } from 'react'
import { useWords } from '../words/words.tsx'
import { TextField } from './field.tsx'

/** Days to pay, where neither file nor client says them: asked, never guessed. */
export function AskTerms({ onAnswer, isBusy = false }: { readonly onAnswer: (days: number) => void; readonly isBusy?: boolean }) {
  const { say } = useWords()
  const [days, setDays] = useState('30')
  return (
    <div className="acts ask-terms">
      <TextField
        name="termsDays"
        type="number"
        min={0}
        max={365}
        label={say('app.import.termsDays')}
        value={days}
        onChange={e => setDays(e.target.value)}
      />
      <button type="button" className="btn" aria-disabled={isBusy} onClick={() => (isBusy ? undefined : onAnswer(Number(days)))}>
        {say('app.import.useTerms', { days: Number(days) })}
      </button>
    </div>
  )
}
