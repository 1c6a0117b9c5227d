import { encodeQR } from 'qr'

/**
 * A text as a QR code (ISO/IEC 18004): rows of modules, true is dark; no quiet zone. `byte`: any text as UTF-8, error
 * correction M. `alphanumeric`: capital letters and digits, error correction Q.
 */
export const modulesOf = (text: string, encoding: 'byte' | 'alphanumeric'): boolean[][] =>
  encodeQR(text, 'raw', { ecc: encoding === 'byte' ? 'medium' : 'quartile', encoding, border: 1 })
    .slice(1, -1)
    .map((row) => row.slice(1, -1))
