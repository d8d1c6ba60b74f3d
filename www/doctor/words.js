/** All that the doctor says, in Vietnamese and English. */
import { written } from './dates.js';

/** Words around the findings. */
export const FRAME = {
  vi: {
    page: 'Kết quả kiểm tra trang này',
    data: 'Kết quả kiểm tra dữ liệu',
    busy: 'Đang kiểm tra…',
    fault: 'Lỗi',
    advice: 'Nên sửa',
    note: 'Lưu ý',
    good: 'Những gì đã kiểm tra và thấy tốt',
    lines: 'Dòng cho máy chủ',
    notAnAddress: 'Đây không phải là một địa chỉ.',
    summary: (faults, advices) => {
      if (!faults && !advices) return 'Không thấy lỗi nào.';
      const advice = `${advices} chỗ nên sửa`;
      if (!faults) return `Không thấy lỗi nào; có ${advice}.`;
      return advices ? `Có ${faults} lỗi và ${advice}.` : `Có ${faults} lỗi.`;
    },
  },
  en: {
    page: 'What was found on this page',
    data: 'What was found in the data',
    busy: 'Checking…',
    fault: 'Fault',
    advice: 'Better mended',
    note: 'Note',
    good: 'What was checked and found to be good',
    lines: 'The lines for the server',
    notAnAddress: 'This is not an address.',
    summary: (faults, advices) => {
      if (!faults && !advices) return 'No fault was found.';
      const advice = `${advices} ${advices === 1 ? 'thing is' : 'things are'} better mended`;
      if (!faults) return `No fault was found; ${advice}.`;
      const fault = `${faults} ${faults === 1 ? 'fault was' : 'faults were'} found`;
      return advices ? `${fault}, and ${advice}.` : `${fault}.`;
    },
  },
};

/** What is wrong and how it is mended: `[what, mend]` for the facts of a finding, by its code. */
export const WORDS = {
  vi: {
    'no-folder': ({ isHtml }) => [
      `Trong thư mục này không có tệp nào của indicator-widget: máy chủ ${
        isHtml ? 'gửi một trang web thay vì từng tệp' : 'trả lời 404 cho tất cả'
      }.`,
      'Sửa địa chỉ trong thẻ script cho đúng thư mục đã chép, hoặc chép các tệp vào thư mục này.',
    ],
    'file-status': ({ name, status, isHtml, unknown, drawn }) => [
      `Máy chủ ${isHtml ? `gửi một trang web thay vì tệp ${name}: tệp không có ở đó` : `trả lời ${status} thay vì gửi tệp ${name}`}.${
        drawn ? ' Hình vẫn được vẽ bằng JavaScript thường, chậm hơn.' : ''
      }`,
      `Xem lại địa chỉ trong thẻ script, rồi chép ${name} vào cùng thư mục với các tệp kia.${
        unknown ? ` Nếu tệp đã có ở đó mà vẫn ${isHtml ? 'như vậy' : status}, máy chủ (thường là IIS) chưa biết đuôi .wasm: thêm dòng dưới đây.` : ''
      }`,
    ],
    'file-unreachable': ({ name }) => [
      `Không tải được ${name}.`,
      'Mở địa chỉ này trong một thẻ khác của trình duyệt: xem tên miền, chứng chỉ https và tường lửa.',
    ],
    'file-policy': ({ name }) => [
      `Chính sách bảo mật nội dung của trang không cho tải ${name}.`,
      "Thêm nguồn của địa chỉ này vào connect-src của chính sách, ví dụ connect-src 'self'.",
    ],
    'file-cors': ({ name, origin }) => [
      `${name} nằm trên một tên miền khác, và máy chủ ấy không cho ${origin} đọc (CORS).`,
      'Thêm dòng dưới đây ở máy chủ chứa tệp, hoặc chép các tệp về cùng tên miền với trang.',
    ],
    'file-unseen': ({ name }) => [
      `${name} nằm trên một tên miền khác nên không xem được từ đây.`,
      'Tệp vẫn chạy được. Muốn kiểm tra, hãy mở doctor.html trên tên miền ấy.',
    ],
    'file-unasked': ({ name }) => [
      `Không xem được ${name}: connect-src trong chính sách của trang không cho tải nó để kiểm tra.`,
      "Tệp vẫn dùng được. Muốn kiểm tra, thêm connect-src 'self' vào chính sách, hoặc mở doctor.html trên tên miền ấy.",
    ],
    'file-type': ({ name, type, wanted, ending }) => [
      `Máy chủ gửi ${name} với kiểu MIME ${type || 'để trống'}; kiểu đúng là ${wanted}.`,
      `${WRONG_TYPE.vi[ending]} Thêm dòng dưới đây.`,
    ],
    uncompressed: ({ files }) => [
      `Máy chủ gửi tệp không nén: ${files.join(', ')}.`,
      'Nén lại thì trang tải nhanh gấp mấy lần trên mạng yếu. IIS chỉ nén từ lần gọi thứ hai: hãy tải lại trang này trước khi sửa.',
    ],
    cached: ({ name }) => [
      `Trình duyệt này đang giữ bản cũ của ${name}; bản trên máy chủ đã khác.`,
      'Tải lại trang bằng Ctrl+F5. Để người đọc không gặp cảnh này, thêm dòng dưới đây, hoặc dùng thư mục có số phiên bản.',
    ],
    mixed: ({ names }) => [
      `Tệp cũ và tệp mới lẫn vào nhau: ${names.join(', ')} không cùng phiên bản với integrity.json.`,
      'Chép lại tất cả các tệp cùng một lúc, rồi xóa bộ nhớ đệm của máy chủ, của CDN và của trình duyệt. Dòng dưới đây ngăn việc này lặp lại.',
    ],
    'versions-unknown': ({ status, isHtml, cause }) => [
      `Không đối chiếu được phiên bản của các tệp${
        status && !cause ? `: máy chủ ${isHtml ? 'gửi một trang web' : `trả lời ${status}`} thay vì integrity.json` : ''
      }.`,
      `Muốn đối chiếu, hãy ${
        { insecure: 'mở trang bằng https', broken: 'chép lại integrity.json: tệp bị hỏng' }[cause] ||
        (status && status !== 404 && !isHtml ? 'cho phép đọc integrity.json' : 'để integrity.json cùng thư mục')
      }.`,
    ],
    'versions-good': () => ['Các tệp cùng một phiên bản.'],
    integrity: ({ value }) => [
      'Giá trị integrity trong thẻ script không phải của tệp này, nên trình duyệt không chạy tệp.',
      `Tệp trên máy chủ có giá trị ${value}. Nếu bạn vừa chép bản mới, hãy sửa thẻ; nếu không, hãy chép lại tệp.`,
    ],
    'file-good': ({ name, type, compression }) => [`${name}: có, kiểu ${type}, ${COMPRESSION.vi(compression)}.`],
    'wasm-none': () => [
      'Trình duyệt này không có WebAssembly.',
      'Không cần sửa gì: hình vẫn được vẽ bằng JavaScript thường (indicator-widget.nowasm.js), chậm hơn.',
    ],
    'wasm-refused': ({ inPage, policy }) => [
      "Chính sách bảo mật nội dung của trang không cho chạy WebAssembly: thiếu 'wasm-unsafe-eval'.",
      `Hình vẫn được vẽ bằng JavaScript thường, chậm hơn. Muốn nhanh hơn, hãy sửa ${
        inPage
          ? `thẻ trong trang thành <meta http-equiv="Content-Security-Policy" content="${policy}">.`
          : 'dòng chính sách đang có thành như dưới đây. Đừng thêm dòng thứ hai: khi có hai chính sách, trình duyệt theo cả hai.'
      }`,
    ],
    'wasm-runs': () => ['Trang cho phép chạy WebAssembly.'],
    twice: ({ count }) => [
      `Trang nạp indicator-widget ${count} lần.`,
      'Chỉ giữ một thẻ script, trong khuôn mẫu của trang; bỏ các thẻ khác.',
    ],
    'no-element': () => ['Trang này không có thẻ <indicator-widget> nào.', 'Dán thẻ vào chỗ muốn có hình.'],
    'in-frame': ({ doctor }) => [
      'Hình nằm trong khung (iframe) này; từ đây không xem được bên trong.',
      `Mở ${doctor} để kiểm tra các tệp và số liệu của khung.`,
    ],
    'no-script': () => [
      'Trang có thẻ <indicator-widget> nhưng không có thẻ script của nó.',
      'Thêm vào khuôn mẫu: <script type="module" src="/widget/indicator-widget.js"></script>, với địa chỉ của tệp trên trang của bạn.',
    ],
    'no-module': () => ['Thẻ script thiếu type="module" nên script không chạy.', 'Thêm type="module" vào thẻ script.'],
    'not-defined': () => [
      'Có thẻ script nhưng nó không chạy, nên không hình nào được vẽ.',
      'Xem lỗi của tệp .js trong danh sách này: không có tệp, sai kiểu MIME, sai integrity, hoặc chính sách của trang. Trình duyệt trước năm 2018 cũng không chạy được.',
    ],
    unclosed: () => [
      'Thẻ này chưa đóng: phần sau nó của trang nằm trong nó và bị ẩn.',
      'Viết </indicator-widget> ngay sau nội dung dự phòng; không viết />.',
    ],
    hidden: ({ culprit }) => [
      `Hình đang nằm trong một phần chưa hiện: ${culprit}.`,
      'Không cần sửa gì: hình sẽ được vẽ khi phần ấy mở ra.',
    ],
    'no-width': ({ culprit }) => [
      `Chỗ dành cho hình rộng 0 px. Chỗ bị mất ở ${culprit}.`,
      'Cho phần ấy một chiều rộng bằng CSS, ví dụ width: 100%; trong khung flex thì flex: 1.',
    ],
    'no-height': ({ culprit }) => [
      `Chỗ dành cho hình cao 0 px và che mọi thứ bên trong. Chỗ bị mất ở ${culprit}.`,
      'Bỏ height: 0 hoặc overflow: hidden của phần ấy; chiều cao để tự động.',
    ],
    complaint: ({ message, drawn }) => [`${drawn ? 'Có một phần không hiện được.' : 'Không vẽ được.'} ${message}`],
    doubt: ({ message }) => [message],
    stale: ({ message }) => [
      'Hình đang cho thấy số liệu cũ: lần đọc lại gần nhất không thành.',
      `${message} Widget sẽ tự thử lại.`,
    ],
    loading: () => ['Hình chưa vẽ xong sau 5 giây.', 'Xem các lỗi khác; nếu không có, mạng hoặc máy chủ đang chậm.'],
    'element-good': () => ['Đã vẽ.'],
    'data-on-disk': () => [
      'Địa chỉ này ở trên máy tính của người soạn trang; người đọc không mở được tệp ở đó.',
      'Tải tệp lên trang web, rồi viết vào src địa chỉ của tệp trên trang ấy, có dấu / ở đầu, ví dụ /so-lieu/quy-1.json.',
    ],
    'data-insecure': () => [
      'Trang dùng https mà dữ liệu dùng http, nên trình duyệt không tải.',
      'Đổi địa chỉ trong src thành https://, hoặc chép tệp về cùng tên miền với trang.',
    ],
    'data-policy': () => [
      'Chính sách bảo mật nội dung của trang không cho tải dữ liệu từ địa chỉ này.',
      "Thêm nguồn của địa chỉ vào connect-src của chính sách; nếu cùng tên miền: connect-src 'self'.",
    ],
    'data-cors': ({ origin }) => [
      `Dữ liệu nằm trên một tên miền khác, và máy chủ ấy không cho ${origin} đọc (CORS).`,
      'Thêm dòng dưới đây ở máy chủ chứa dữ liệu, hoặc chép tệp về cùng tên miền với trang.',
    ],
    redirect: () => [
      'Máy chủ chuyển địa chỉ này sang một nơi mà từ trang này không đọc được: https, www, hoặc trang đăng nhập.',
      'Viết thẳng địa chỉ cuối cùng, cùng tên miền với trang; nếu đó là trang đăng nhập, mở tệp cho mọi người đọc.',
    ],
    'data-unreachable': () => [
      'Không tải được dữ liệu: địa chỉ này không trả lời, hoặc trả lời dở dang.',
      'Mở địa chỉ này trong một thẻ khác của trình duyệt: xem tên miền, chứng chỉ https và tường lửa.',
    ],
    'data-status': ({ status, unknown }) => [
      `Máy chủ trả lời ${status} thay vì gửi dữ liệu.`,
      `Sửa địa chỉ trong src (nên viết từ gốc của trang, có dấu / ở đầu), hoặc tải tệp lên.${
        unknown
          ? ' Nếu tệp đã có ở đó mà vẫn 404, máy chủ (thường là IIS cũ) chưa biết đuôi .json: thêm dòng dưới đây.'
          : ''
      }`,
    ],
    'data-html': ({ landed }) => [
      `Máy chủ gửi một trang web thay vì dữ liệu${landed ? `, sau khi chuyển sang ${landed}` : ''}.`,
      'Thường là trang chủ, trang báo lỗi hoặc trang đăng nhập: địa chỉ trong src sai, hoặc tệp chưa mở cho mọi người đọc.',
    ],
    'data-encoding': () => ['Dữ liệu không phải mã UTF-8 hay UTF-16.', 'Lưu lại tệp, chọn mã UTF-8; trong Excel, chọn loại “CSV UTF-8”.'],
    'data-good': ({ type, modified, date }) => [
      `Tải được dữ liệu, kiểu ${type || 'không ghi'}${date ? `; số liệu ghi ${written(date, 'vi')}` : ''}${
        modified ? `; tệp sửa lần cuối ${written(modified, 'vi')}` : ''
      }.`,
    ],
  },

  en: {
    'no-folder': ({ isHtml }) => [
      `None of the files of indicator-widget is in this folder: the server ${
        isHtml ? 'sends a web page in place of each' : 'answers 404 for all of them'
      }.`,
      'Mend the address in the script tag so that it names the folder you copied, or copy the files into this one.',
    ],
    'file-status': ({ name, status, isHtml, unknown, drawn }) => [
      `The server ${isHtml ? 'sends a web page' : `answers ${status}`} in place of the file ${name}${isHtml ? ': it is not there' : ''}.${
        drawn ? ' The pictures are drawn all the same by plain JavaScript, more slowly.' : ''
      }`,
      `Check the address in the script tag, then copy ${name} into the folder where the other files are.${
        unknown
          ? ` If it is there and the answer is still ${isHtml ? 'a page' : status}, the server (mostly IIS) does not know the ending .wasm: add the line below.`
          : ''
      }`,
    ],
    'file-unreachable': ({ name }) => [
      `${name} cannot be loaded.`,
      'Open this address in another tab: look at the domain, the https certificate and the firewall.',
    ],
    'file-policy': ({ name }) => [
      `The page’s content-security policy does not let ${name} be loaded.`,
      "Add the origin of this address to the policy’s connect-src, for example connect-src 'self'.",
    ],
    'file-cors': ({ name, origin }) => [
      `${name} is on another domain, whose server does not let ${origin} read it (CORS).`,
      'Add the line below on the server that has the file, or copy the files to the domain of the page.',
    ],
    'file-unseen': ({ name }) => [
      `${name} is on another domain and cannot be looked at from here.`,
      'It runs all the same. To check it, open doctor.html on that domain.',
    ],
    'file-unasked': ({ name }) => [
      `${name} could not be looked at: connect-src in the page’s policy does not let this check load it.`,
      "It is used all the same. To check it, add connect-src 'self' to the policy, or open doctor.html on that domain.",
    ],
    'file-type': ({ name, type, wanted, ending }) => [
      `The server sends ${name} with the MIME type ${type || '(none)'}; the right one is ${wanted}.`,
      `${WRONG_TYPE.en[ending]} Add the line below.`,
    ],
    uncompressed: ({ files }) => [
      `The server sends files without compression: ${files.join(', ')}.`,
      'Compressed, the page loads several times faster on a slow network. IIS compresses only from the second request on: reload this page before you change anything.',
    ],
    cached: ({ name }) => [
      `This browser keeps an old copy of ${name}; the server has another one.`,
      'Reload the page with Ctrl+F5. So that readers do not meet this, add the line below, or use the folder with the version in its name.',
    ],
    mixed: ({ names }) => [
      `Old and new files are mixed: ${names.join(', ')} and integrity.json are of different versions.`,
      'Copy all files once more, together, then clear the caches of the server, the CDN and the browser. The line below keeps it from happening again.',
    ],
    'versions-unknown': ({ status, isHtml, cause }) => [
      `The versions of the files could not be compared${
        status && !cause ? `: the server ${isHtml ? 'sends a web page' : `answers ${status}`} in place of integrity.json` : ''
      }.`,
      `To compare them, ${
        { insecure: 'open the page over https', broken: 'copy integrity.json once more: it is damaged' }[cause] ||
        (status && status !== 404 && !isHtml ? 'let integrity.json be read' : 'put integrity.json into the same folder')
      }.`,
    ],
    'versions-good': () => ['The files are of one version.'],
    integrity: ({ value }) => [
      'The integrity value in the script tag is not that of this file, so the browser does not run it.',
      `The file on the server has the value ${value}. If you have just copied a new version, mend the tag; if not, copy the file once more.`,
    ],
    'file-good': ({ name, type, compression }) => [`${name}: there, of type ${type}, ${COMPRESSION.en(compression)}.`],
    'wasm-none': () => [
      'This browser has no WebAssembly.',
      'Nothing needs to be mended: the pictures are drawn by plain JavaScript (indicator-widget.nowasm.js), more slowly.',
    ],
    'wasm-refused': ({ inPage, policy }) => [
      "The page’s content-security policy does not let WebAssembly run: 'wasm-unsafe-eval' is missing.",
      `The pictures are drawn all the same by plain JavaScript, more slowly. For more speed, change ${
        inPage
          ? `the tag in the page to <meta http-equiv="Content-Security-Policy" content="${policy}">.`
          : 'the line of the policy that is there to the one below. Do not add a second line: of two policies, the browser obeys both.'
      }`,
    ],
    'wasm-runs': () => ['The page lets WebAssembly run.'],
    twice: ({ count }) => [
      `The page loads indicator-widget ${count} times.`,
      'Keep one script tag, in the template of the page, and take the others away.',
    ],
    'no-element': () => ['There is no <indicator-widget> on this page.', 'Paste the tag where a picture should be.'],
    'in-frame': ({ doctor }) => [
      'The picture is in this frame (iframe), into which one cannot look from here.',
      `Open ${doctor} to check the frame’s files and data.`,
    ],
    'no-script': () => [
      'The page has <indicator-widget> but not its script.',
      'Add to the template: <script type="module" src="/widget/indicator-widget.js"></script>, with the address of the file on your site.',
    ],
    'no-module': () => [
      'The script tag has no type="module", so the script does not run.',
      'Add type="module" to the script tag.',
    ],
    'not-defined': () => [
      'There is a script tag, but the script does not run, so no picture is drawn.',
      'See the fault of the .js file in this list: it is not there, has a wrong MIME type or a wrong integrity value, or the policy of the page forbids it. Browsers from before 2018 do not run it either.',
    ],
    unclosed: () => [
      'This tag has no end: the part of the page after it is inside it, and hidden.',
      'Write </indicator-widget> right after the fallback content; do not write />.',
    ],
    hidden: ({ culprit }) => [
      `The picture is in a part that is not shown now: ${culprit}.`,
      'Nothing needs to be mended: it will be drawn when that part is opened.',
    ],
    'no-width': ({ culprit }) => [
      `The place for the picture is 0 px wide. The room is lost at ${culprit}.`,
      'Give that part a width by CSS, for example width: 100%; in a flex container, flex: 1.',
    ],
    'no-height': ({ culprit }) => [
      `The place for the picture is 0 px high and hides what is in it. The room is lost at ${culprit}.`,
      'Take away height: 0 or overflow: hidden of that part; leave the height automatic.',
    ],
    complaint: ({ message, drawn }) => [`${drawn ? 'A part is not shown.' : 'It cannot be drawn.'} ${message}`],
    doubt: ({ message }) => [message],
    stale: ({ message }) => [
      'The picture shows old figures: the last attempt to read them anew has failed.',
      `${message} The widget will try again by itself.`,
    ],
    loading: () => ['The picture is not drawn after 5 seconds.', 'See the other faults; if there is none, the network or the server is slow.'],
    'element-good': () => ['Drawn.'],
    'data-on-disk': () => [
      'This address is on the computer of the page’s author, where readers cannot open the file.',
      'Upload the file to the site, and write its address there in src, with / in front, for example /data/q1.json.',
    ],
    'data-insecure': () => [
      'The page comes over https and the data over http, so the browser does not load them.',
      'Change the address in src to https://, or copy the file to the domain of the page.',
    ],
    'data-policy': () => [
      'The page’s content-security policy does not let data be loaded from this address.',
      "Add the origin of the address to the policy’s connect-src; on the same domain: connect-src 'self'.",
    ],
    'data-cors': ({ origin }) => [
      `The data are on another domain, whose server does not let ${origin} read them (CORS).`,
      'Add the line below on the server that has the data, or copy the file to the domain of the page.',
    ],
    redirect: () => [
      'The server leads this address to a place that cannot be read from this page: https, www, or a login.',
      'Write the last address itself, on the domain of the page; if that is a login, open the file to everybody.',
    ],
    'data-unreachable': () => [
      'The data cannot be loaded: this address does not answer, or not to the end.',
      'Open this address in another tab: look at the domain, the https certificate and the firewall.',
    ],
    'data-status': ({ status, unknown }) => [
      `The server answers ${status} in place of the data.`,
      `Mend the address in src (best written from the root of the site, with / in front), or upload the file.${
        unknown
          ? ' If it is there and the answer is still 404, the server (mostly an old IIS) does not know the ending .json: add the line below.'
          : ''
      }`,
    ],
    'data-html': ({ landed }) => [
      `The server sends a web page in place of the data${landed ? `, after leading on to ${landed}` : ''}.`,
      'Mostly it is the home page, an error page or a login: the address in src is wrong, or the file is not open to everybody.',
    ],
    'data-encoding': () => ['The data are neither UTF-8 nor UTF-16.', 'Save the file once more, as UTF-8; in Excel, as “CSV UTF-8”.'],
    'data-good': ({ type, modified, date }) => [
      `The data arrive, type ${type || '(none)'}${date ? `; the figures are dated ${written(date, 'en')}` : ''}${
        modified ? `; the file was last changed on ${written(modified, 'en')}` : ''
      }.`,
    ],
  },
};

const WRONG_TYPE = {
  vi: {
    js: 'Trình duyệt có thể không chạy tệp.',
    wasm: 'Hình vẫn được vẽ, nhưng bắt đầu chậm hơn.',
    css: 'Trình duyệt cũ không nhận kiểu dáng.',
  },
  en: {
    js: 'Browsers may not run it.',
    wasm: 'Pictures are drawn, but they start later.',
    css: 'Old browsers do not take the style.',
  },
};

const COMPRESSION = {
  vi: (name) => (name ? `có nén (${name})` : 'không biết có nén hay không, vì ở tên miền khác'),
  en: (name) => (name ? `compressed (${name})` : 'compressed or not is not known, since it is on another domain'),
};
