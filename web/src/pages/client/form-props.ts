import type { ClientView } from '../../api/types.ts'

type Open = ClientView['invoices'][number]

export interface FormProps {
  readonly client: ClientView
  /** The invoice from whose page one came: chosen first. */
  readonly first?: string | undefined
  readonly onDone: () => void
}

/** The invoice that a form begins with: the one one came from, else the first that is open. */
export const invoiceAtFirst = ({ client, first }: FormProps): Open | undefined =>
  client.invoices.find(i => i.id === first) ?? client.invoices[0]

/** Those that are ticked at first: the one one came from, else all that are late. */
export const tickedAtFirst = ({ client, first }: FormProps): string[] =>
  client.invoices.filter(i => (first ? i.id === first : i.state === 'late')).map(i => i.id)
