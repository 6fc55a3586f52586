import type { ClientView } from '../../api/types.ts'

export interface FormProps {
  readonly client: ClientView
  /** The invoice from whose page one came: chosen first. */
  readonly first?: string | undefined
  readonly onDone: () => void
}
