/** The blocks that WordPress finds in a post. */
import { readFileSync } from 'node:fs';
import { parse } from '@wordpress/block-serialization-default-parser';

console.log(JSON.stringify(parse(readFileSync(0, 'utf8').trim())));
