/** What a page hands over as an object or as text, made safe before the program reads it. */

/** The size of the largest document. */
export const LIMIT_MEGABYTES = 20;

/** Deeper than any document; beyond its own limit the program complains. */
const DEEPEST = 64;

/** A document beyond the limit; `detail` is for the complaint. */
export class TooLarge extends Error {
  constructor() {
    super(`more than ${LIMIT_MEGABYTES} MB`);
    this.code = 'too-large';
    this.detail = String(LIMIT_MEGABYTES);
  }
}

/** An object that refers to itself, or of which a part throws when it is read. */
class Unreadable extends Error {
  constructor(reason) {
    super(reason);
    this.code = 'unreadable';
    this.detail = '';
  }
}

/**
 * Text as it is, and an object as a copy of plain lists and objects: no code of the page (a getter, a proxy) runs while
 * the program reads, which could not go on after a throw. Throws `TooLarge` or `Unreadable`, which have the `code` and
 * the `detail` of a complaint.
 */
export function plain(given) {
  const room = { left: LIMIT_MEGABYTES * 1e6 };
  try {
    return copy(given, [], room);
  } catch (error) {
    throw error instanceof TooLarge ? error : new Unreadable(String(error));
  }
}

/** `above` are the objects around this one; `room` counts what JSON would need at least. */
function copy(value, above, room) {
  room.left -= typeof value === 'string' ? value.length : 2;
  if (room.left < 0) throw new TooLarge();
  // What is no datum is refused in its place, by what it looks like.
  if (typeof value === 'function' || typeof value === 'symbol') return String(value);
  if (typeof value !== 'object' || value === null || above.length > DEEPEST) return value;
  if (above.includes(value)) throw new Unreadable('it refers to itself');
  const within = above.concat([value]);
  if (Array.isArray(value)) return Array.from(value, (entry) => copy(entry, within, room));
  // Without a prototype, `__proto__` is a name like any other.
  const fields = Object.create(null);
  for (const name of Object.keys(value)) {
    room.left -= name.length;
    fields[name] = copy(value[name], within, room);
  }
  return fields;
}
