import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'

/** For whoever sends from a program of their own: copies the words, and hears when they are sent. Not on pages that may not write to the clipboard. */
export function ByHand({ messageKey, words, onDone }: { messageKey: string; words: string; onDone: () => void }) {
  const { say } = useWords()
  const toast = useToast()
  const confirm = useAct('confirm-sent')
  const [isCopied, setCopied] = useState(false)
  if (!('clipboard' in navigator)) return null
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(words)
    setCopied(true)
    toast({ text: say('app.opened.copied') })
  }
  return (
    <>
      <button type="button" className="btn text" onClick={() => void copy()}>
        {say('app.opened.copy')}
      </button>
      {isCopied ? (
        <button type="button" className="btn" onClick={() => confirm.mutate({ key: messageKey, how: 'copied' }, { onSuccess: onDone })}>
          {say('app.attention.iSentIt')}
        </button>
      ) : null}
    </>
  )
}
