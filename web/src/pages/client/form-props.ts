import type { ClientView } from '../../api/types.ts'

export interface FormProps {
  readonly client: ClientView
  readonly onDone: () => void
}
