/**
 * Takes all pieces of a stream, one after the other.
 * @template T
 * @param {ReadableStream<T>} stream
 * @param {(piece: T) => void} work
 */
export async function each(stream, work) {
  // Not every browser can iterate over a stream.
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) work(next.value);
}
