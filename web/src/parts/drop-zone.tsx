import { type DragEvent, useState } from 'react'

/** Files by drag and drop, or chosen. */
export function DropZone(props: {
  readonly onFiles: (files: readonly File[]) => void
  readonly accept?: string
  readonly title: string
  readonly hint: string
}) {
  const [isOver, setOver] = useState(false)
  const over = (event: DragEvent): void => {
    event.preventDefault()
    setOver(true)
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    props.onFiles([...event.dataTransfer.files])
  }
  return (
    <label className={isOver ? 'drop over' : 'drop'} onDragOver={over} onDragLeave={() => setOver(false)} onDrop={drop}>
      <input
        type="file"
        multiple
        className="vh"
        {...(props.accept ? { accept: props.accept } : {})}
        onChange={event => {
          props.onFiles([...(event.target.files ?? [])])
          event.target.value = '' // the same file may be chosen again
        }}
      />
      <b>{props.title}</b>
      <span className="meta">{props.hint}</span>
    </label>
  )
}
