/** Codes to letters, as a font’s ToUnicode map says; with the widths of codes in bytes. */
export interface Letters {
  readonly byCode: ReadonlyMap<number, string>
  readonly bytesPerCode: number
}

const CODES_MAX = 100_000
const hexText = (hex: string): string => {
  const units = (hex.match(/.{1,4}/g) ?? []).map(h => Number.parseInt(h, 16))
  return String.fromCharCode(...units)
}

/** Reads a ToUnicode map (PDF 32000-1, 9.10.3): single codes and ranges. */
export function readCMap(text: string): Letters {
  const byCode = new Map<number, string>()
  const space = /begincodespacerange\s*<([0-9a-fA-F\s]+)>/.exec(text)?.[1]?.replace(/\s/g, '') ?? 'FFFF'
  const put = (code: number, letters: string): void => {
    if (byCode.size < CODES_MAX) byCode.set(code, letters)
  }
  for (const [, block = ''] of text.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, code = '', to = ''] of block.matchAll(/<([0-9a-fA-F]+)>\s*<([0-9a-fA-F\s]+)>/g))
      put(Number.parseInt(code, 16), hexText(to.replace(/\s/g, '')))
  for (const [, block = ''] of text.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from = '', to = '', first, list] of block.matchAll(
      /<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*(?:<([0-9a-fA-F]+)>|\[([^\]]*)\])/g,
    ))
      putRange(put, Number.parseInt(from, 16), Number.parseInt(to, 16), first, list)
  return { byCode, bytesPerCode: Math.max(1, Math.ceil(space.length / 2)) }
}

function putRange(put: (code: number, letters: string) => void, from: number, to: number, first?: string, list?: string): void {
  const last = Math.min(to, from + 0xffff)
  if (list !== undefined) {
    const targets = [...list.matchAll(/<([0-9a-fA-F]+)>/g)].map(m => m[1] ?? '')
    for (let code = from; code <= last && code - from < targets.length; code += 1) put(code, hexText(targets[code - from] ?? ''))
    return
  }
  const start = hexText(first ?? '')
  const base = start.slice(0, -1)
  const end = start.charCodeAt(start.length - 1)
  for (let code = from; code <= last; code += 1) put(code, base + String.fromCharCode(end + code - from))
}
