interface Piece {
  readonly from: number
  readonly text: string
  readonly isMarked: boolean
}

/** Where words stand in a text, whatever the lines were broken at. */
function piecesOf(text: string, marked: readonly string[]): Piece[] {
  const found = marked
    .map(words => {
      const source = words
        .trim()
        .split(/\s+/)
        .map(w => w.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
        .join('\\s+')
      const match = source === '' ? null : new RegExp(source).exec(text)
      return match ? { from: match.index, to: match.index + match[0].length } : undefined
    })
    .filter(f => f !== undefined)
    .sort((a, b) => a.from - b.from)
  const pieces: Piece[] = []
  let at = 0
  for (const { from, to } of found) {
    if (from < at) continue
    if (from > at) pieces.push({ from: at, text: text.slice(at, from), isMarked: false })
    pieces.push({ from, text: text.slice(from, to), isMarked: true })
    at = to
  }
  return [...pieces, { from: at, text: text.slice(at), isMarked: false }]
}

/** Their words as they wrote them; those that led to the suggestion are marked. */
export function Words({ text, marked }: { text: string; marked: readonly string[] }) {
  return (
    <blockquote className="words">
      {piecesOf(text, marked).map(piece => (piece.isMarked ? <mark key={piece.from}>{piece.text}</mark> : piece.text))}
    </blockquote>
  )
}
