// Numbers as wasm files have them.

/**
 * An unsigned number in LEB128, and where it ends.
 * @param {Uint8Array} bytes
 * @param {number} at
 * @returns {[number, number]}
 */
export function readNumber(bytes, at) {
  let number = 0;
  for (let scale = 1; ; scale *= 128) {
    const byte = bytes[at++];
    number += (byte & 127) * scale;
    if (byte < 128) return [number, at];
  }
}

/** @param {number} number @returns {Uint8Array} */
export function writeNumber(number) {
  const bytes = [];
  for (; number > 127; number = Math.floor(number / 128)) bytes.push((number % 128) | 128);
  return Uint8Array.from([...bytes, number]);
}
