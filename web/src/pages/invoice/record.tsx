import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/client.ts'
import type { ClientView, InvoiceView } from '../../api/types.ts'
import { useKeys } from '../../app/keys.tsx'
import { useWords } from '../../words/words.tsx'
import { ClientDialogs, type DialogName } from '../client/dialogs.tsx'

/** What can be recorded from an invoice’s own page: a payment on one key, a promise, and the rest, this invoice chosen first. */
export function RecordOnInvoice({ invoice }: { invoice: InvoiceView }) {
  const { say } = useWords()
  const [dialog, setDialog] = useState<DialogName | undefined>()
  const { data: client } = useQuery({
    queryKey: ['client', invoice.clientId],
    queryFn: () => ask<ClientView>('GET', `/clients/${invoice.clientId}`),
  })
  useKeys([{ keys: 'p', does: say('app.client.pay'), run: () => setDialog('pay') }])
  const isOpen = invoice.openMinor !== '0'
  return (
    <div className="acts noprint">
      <button type="button" className={isOpen ? 'btn main' : 'btn'} onClick={() => setDialog('pay')}>
        {say('app.client.pay')} <kbd>p</kbd>
      </button>
      {isOpen ? (
        <button type="button" className="btn" onClick={() => setDialog('promise')}>
          {say('app.client.promise')}
        </button>
      ) : null}
      <button type="button" className="btn text" onClick={() => setDialog('more')}>
        {say('app.client.more')}
      </button>
      {client ? <ClientDialogs client={client} first={invoice.id} open={dialog} onOpen={setDialog} /> : null}
    </div>
  )
}
