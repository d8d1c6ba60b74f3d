/** What is said where the program itself cannot say it: that it is not there, or broke. */
import { ownLanguage } from './source.js';

/**
 * The program, or a file of it, cannot be used. `why`: the file is `stale`, of another version than this script, or
 * `absent` while another part is there; or the program is `missing` altogether.
 */
export class Unusable extends Error {
  constructor(why, file, cause) {
    super(cause ? `${file} is ${why}: ${cause.message}` : `${file} is not of the same version as the script that loads it`);
    this.why = why;
    this.file = file;
  }
}

/** The only complaint that cannot come from the program. */
export function brokenEngine(error, lang) {
  const [message, mend] = wordsOn(error, lang, 'broke');
  return { severity: 'error', code: 'engine', path: '$', message, mend };
}

/** Tells a reader who wants a file why there is none. */
export const noFile = (error, lang) => wordsOn(error, lang, 'noFile').join(' ');

function wordsOn(error, lang, otherwise) {
  // For the developer; the reader can do nothing with it.
  console.error('indicator-widget:', error);
  const words = ownLanguage(lang) === 'en' ? ENGLISH : VIETNAMESE;
  return words[error instanceof Unusable ? error.why : otherwise](error.file);
}

const ENGLISH = {
  stale: (file) => [
    'The chart’s files are of different versions.',
    `Reload the page; if this stays, copy ${file} and indicator-widget.js to the site once more, together.`,
  ],
  absent: (file) => [
    'A part of the program that is needed here could not be loaded.',
    `Check the connection and reload the page; if this stays, copy ${file} to the site, beside indicator-widget.js.`,
  ],
  missing: () => [
    'The charts cannot be drawn in this browser.',
    'Check the files indicator-widget.wasm and indicator-widget.nowasm.js and the policy ‘wasm-unsafe-eval’.',
  ],
  broke: () => [
    'The program that draws failed on these figures.',
    'Reload the page; if this stays, tell the webmaster and send the figures along.',
  ],
  noFile: () => ['The file could not be made.', 'Reload the page and try once more.'],
};

const VIETNAMESE = {
  stale: (file) => [
    'Các tệp của biểu đồ không cùng một phiên bản.',
    `Hãy tải lại trang; nếu vẫn vậy, chép lại cùng lúc ${file} và indicator-widget.js lên máy chủ.`,
  ],
  absent: (file) => [
    'Không tải được một phần chương trình cần dùng ở đây.',
    `Hãy kiểm tra kết nối mạng rồi tải lại trang; nếu vẫn vậy, chép ${file} lên máy chủ, cạnh indicator-widget.js.`,
  ],
  missing: () => [
    'Không vẽ được biểu đồ trong trình duyệt này.',
    'Kiểm tra tệp indicator-widget.wasm, indicator-widget.nowasm.js và chính sách ‘wasm-unsafe-eval’.',
  ],
  broke: () => [
    'Chương trình vẽ gặp lỗi với số liệu này.',
    'Hãy tải lại trang; nếu vẫn vậy, báo cho quản trị trang kèm theo số liệu.',
  ],
  noFile: () => ['Không tạo được tệp.', 'Hãy tải lại trang rồi thử lại.'],
};
