import { encode } from 'uqr'

/** The dark squares as few rectangles: each run of a row, grown downwards as long as the rows below hold the same run. A third of the squares, at most. */
function darkPath(dark: readonly (readonly boolean[])[]): string {
  const done = dark.map(row => row.map(() => false))
  const isFree = (x: number, y: number): boolean => dark[y]?.[x] === true && done[y]?.[x] === false
  let path = ''
  for (const [y, row] of dark.entries())
    for (let x = 0; x < row.length; x++) {
      if (!isFree(x, y)) continue
      let width = 1
      while (isFree(x + width, y)) width += 1
      let height = 1
      const fits = (below: number): boolean => Array.from({ length: width }, (_, i) => isFree(x + i, below)).every(Boolean)
      while (fits(y + height)) height += 1
      for (let down = 0; down < height; down++) done[y + down]?.fill(true, x, x + width)
      path += `M${x} ${y}h${width}v${height}h-${width}z`
    }
  return path
}

/**
 * A code as SVG, error correction level M as both EPC069-12 and the Swiss guidelines ask for.
 * @param swissCross puts the Swiss cross in the middle (7 of 46 mm), without which a QR-bill is not valid.
 */
export function qrSvg(payload: string, swissCross = false): string {
  const { data, size: side } = encode(payload, { ecc: 'M', border: swissCross ? 0 : 4 })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"><rect fill="#fff" width="${side}" height="${side}"/><path fill="#000" d="${darkPath(data)}"/></svg>`
  if (!swissCross) return svg
  const [middle, half] = [side / 2, (side * 7) / 46 / 2]
  const bar = (width: number, height: number): string =>
    `<rect x="${middle - width / 2}" y="${middle - height / 2}" width="${width}" height="${height}" fill="#fff"/>`
  const field = `<rect x="${middle - half}" y="${middle - half}" width="${2 * half}" height="${2 * half}" fill="#000" stroke="#fff" stroke-width="${half / 7}"/>`
  return svg.replace('</svg>', `${field}${bar(half * 1.2, half * 0.36)}${bar(half * 0.36, half * 1.2)}</svg>`)
}
