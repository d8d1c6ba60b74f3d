/** PNG from strips of pixels, for pictures that are longer than a canvas may be. */

/** `strips` gives ImageData of that width from top to bottom, `height` rows in all. Promises a Blob. */
export async function encodePng(width, height, strips) {
  const zlib = new CompressionStream('deflate');
  const packed = new Response(zlib.readable).arrayBuffer();
  const writer = zlib.writable.getWriter();
  const row = width * 4;
  for (const { data } of strips) {
    const rows = data.length / row;
    // Each row begins with the number of its filter: none.
    const filtered = new Uint8Array(rows * (row + 1));
    for (let i = 0; i < rows; i++) filtered.set(data.subarray(i * row, (i + 1) * row), i * (row + 1) + 1);
    await writer.write(filtered);
    // The page lives on meanwhile.
    await new Promise((done) => setTimeout(done));
  }
  await writer.close();
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  // Eight bits a channel; red, green, blue and alpha.
  header.setUint16(8, 0x0806);
  const parts = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', new Uint8Array(header.buffer)),
    chunk('IDAT', new Uint8Array(await packed)),
    chunk('IEND', new Uint8Array(0)),
  ];
  return new Blob(parts, { type: 'image/png' });
}

/** Length, name, content, checksum of name and content. */
function chunk(name, content) {
  const bytes = new Uint8Array(content.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = name.charCodeAt(i);
  bytes.set(content, 8);
  view.setUint32(content.length + 8, checksum(bytes.subarray(4, content.length + 8)));
  return bytes;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum;
});

/** CRC-32 of ISO 3309, as PNG asks for. */
function checksum(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = TABLE[(sum ^ byte) & 255] ^ (sum >>> 8);
  return ~sum >>> 0;
}
