import { crc32, deflateSync } from 'node:zlib';
import { random } from './random.ts';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const side = 160;

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** An indexed PNG; `pixels` holds one palette index a pixel, row by row. */
function encodePng(width: number, palette: readonly (readonly number[])[], pixels: Uint8Array): Buffer {
  const height = pixels.length / width;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row++) rows.set(pixels.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flat())),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A small picture of its own for every name: coloured discs on a plain ground, 160 × 160 pixels. */
export function picture(name: string): Buffer {
  const choice = random(0, name);
  const palette = Array.from({ length: 5 }, () => [choice.int(40, 255), choice.int(40, 255), choice.int(40, 255)]);
  const discs = Array.from({ length: 6 }, (_value, index) => ({
    x: choice.int(0, side),
    y: choice.int(0, side),
    r: choice.int(12, 50),
    colour: 1 + (index % 4),
  }));
  const pixels = new Uint8Array(side * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      for (const disc of discs) {
        if ((x - disc.x) ** 2 + (y - disc.y) ** 2 < disc.r ** 2) pixels[y * side + x] = disc.colour;
      }
    }
  }
  return encodePng(side, palette, pixels);
}
