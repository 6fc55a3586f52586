import { renderSVG } from 'uqr'

/**
 * A code as SVG, error correction level M as both EPC069-12 and the Swiss guidelines ask for.
 * @param swissCross puts the Swiss cross in the middle (7 of 46 mm), without which a QR-bill is not valid.
 */
export function qrSvg(payload: string, swissCross = false): string {
  const svg = renderSVG(payload, { ecc: 'M', border: swissCross ? 0 : 4, pixelSize: 4 })
  if (!swissCross) return svg
  const size = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1] ?? 0)
  const [middle, half] = [size / 2, (size * 7) / 46 / 2]
  const bar = (width: number, height: number): string =>
    `<rect x="${middle - width / 2}" y="${middle - height / 2}" width="${width}" height="${height}" fill="#fff"/>`
  const field = `<rect x="${middle - half}" y="${middle - half}" width="${2 * half}" height="${2 * half}" fill="#000" stroke="#fff" stroke-width="${half / 7}"/>`
  return svg.replace('</svg>', `${field}${bar(half * 1.2, half * 0.36)}${bar(half * 0.36, half * 1.2)}</svg>`)
}
