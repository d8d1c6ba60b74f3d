/*
 * The script of embed.html: makes the widget that the address asks for, and tells the page around how high it is.
 * A classic script, so that it still has a say where modules are refused, as in a frame with a strict `sandbox`.
 */
(() => {
  'use strict';

  const ATTRIBUTES = ['src', 'format', 'lang', 'view', 'only', 'select', 'bars', 'columns', 'theme', 'refresh', 'no-menu'];
  const FIGURES = ['label', 'value', 'total', 'target', 'unit'];

  /** Where there is no ResizeObserver. */
  const LOOK_SECONDS = 0.5;

  // What is refused is not repeated: the address of this page must not put anyone's words on it.
  const WORDS = {
    vi: {
      title: 'Số liệu',
      data: 'Số liệu của hình này',
      elsewhere:
        'Không hiện số liệu: địa chỉ trong src thuộc trang khác hoặc dẫn sang trang khác, mà khung này chỉ đọc số liệu của chính trang đặt nó. Quản trị trang có thể cho phép: ghi thêm nguồn ấy vào connect-src ở đầu tệp embed.html.',
      figures:
        'Không hiện số liệu: số liệu được viết ngay trong địa chỉ của khung, nơi ai cũng sửa được. Hãy ghi số liệu vào một tệp trên trang và chỉ tới tệp ấy bằng src. Quản trị trang có thể cho phép: thêm data-allow-figures vào thẻ html trong tệp embed.html.',
      choice:
        'Không hiện số liệu: select, bars hoặc columns trong địa chỉ của khung nêu tên mà tệp số liệu không có. Bảng điều khiển của trình duyệt (phím F12) nói rõ tên nào.',
      unread:
        'Không hiện số liệu: không đọc được tệp mà src trong địa chỉ của khung chỉ tới. Bảng điều khiển của trình duyệt (phím F12) nói rõ lý do.',
      server: 'Không hiện số liệu: khung chỉ đọc được tệp khi nằm trên máy chủ web, không phải từ một thư mục trên máy.',
      script: 'Chưa vẽ được hình: không tải được tệp indicator-widget.js.',
      sandbox: 'Chưa vẽ được hình: thuộc tính sandbox của khung phải có cả allow-scripts và allow-same-origin.',
    },
    en: {
      title: 'Figures',
      data: 'The data of this picture',
      elsewhere:
        'No figures are shown: the address in src belongs to another site or leads to one, and this frame reads only the figures of its own. The webmaster can allow it: add that origin to connect-src at the top of the file embed.html.',
      figures:
        'No figures are shown: they are written in the address of the frame, where anyone could change them. Put them into a file on the site and name it with src. The webmaster can allow it: add data-allow-figures to the html tag of the file embed.html.',
      choice:
        'No figures are shown: select, bars or columns in the address of the frame name something that the file of figures does not have. The console of the browser (F12) says which name.',
      unread:
        'No figures are shown: the file that src in the address of the frame names could not be read. The console of the browser (F12) says why.',
      server: 'No figures are shown: a frame reads files only on a web server, not from a folder of this computer.',
      script: 'The picture cannot be drawn: the file indicator-widget.js could not be loaded.',
      sandbox: 'The picture cannot be drawn: the sandbox of the frame needs both allow-scripts and allow-same-origin.',
    },
  };

  document.querySelectorAll('.late').forEach((late) => late.remove());

  const root = document.documentElement;
  const asked = new URLSearchParams(location.search);
  if (asked.has('lang')) root.lang = /^en(?![a-z0-9])/i.test(asked.get('lang')) ? 'en' : 'vi';
  const words = WORDS[root.lang] || WORDS.vi;
  document.title = words.title;
  if (asked.has('theme')) root.dataset.theme = asked.get('theme');

  // The widget.

  let widget;
  const src = asked.get('src');
  if (FIGURES.some((name) => asked.has(name)) && !root.hasAttribute('data-allow-figures')) {
    refuse('figures');
  } else if (src && !isAllowed(addressOf(src))) {
    refuse(location.protocol === 'file:' ? 'server' : 'elsewhere');
  } else {
    widget = document.createElement('indicator-widget');
    for (const name of ATTRIBUTES.concat(FIGURES)) {
      if (asked.has(name)) widget.setAttribute(name, asked.get(name));
    }
    if (src) {
      widget.setAttribute('src', addressOf(src).href);
      // What a reader can still have where nothing is drawn.
      const link = document.createElement('a');
      link.href = addressOf(src).href;
      link.textContent = words.data;
      widget.append(link);
    }
    widget.addEventListener('indicator-ready', showFigures);
    // The widget has said which name, and nobody has seen it yet.
    widget.addEventListener('indicator-error', ({ detail }) => {
      if (!widget || widget.dataset.state !== 'error') return;
      if (detail.code === 'unknown-choice') {
        refuse('choice');
        return;
      }
      // The address that it repeats may be anyone's words; the next refresh may still bring the figures.
      const repeats = detail.path === widget.getAttribute('src');
      widget.classList.toggle('unread', repeats);
      if (repeats) say('unread');
    });
    document.body.append(widget);
  }

  // An address of one's own may lead elsewhere: the page's policy stops what no script can see.
  document.addEventListener('securitypolicyviolation', (event) => {
    const drawn = widget && ['ready', 'stale'].includes(widget.dataset.state);
    if (/^connect-src/.test(event.violatedDirective) && !drawn) refuse('elsewhere');
  });

  document.querySelector('script[type="module"]').addEventListener('error', () => {
    if (widget) say(self.origin === 'null' ? 'sandbox' : 'script');
  });

  function addressOf(text) {
    try {
      return new URL(text, location.href);
    } catch (error) {
      return undefined;
    }
  }

  /** Only http and https, since a `blob:` has the origin of whoever made it. */
  function isAllowed(address) {
    const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]');
    const [, list = ''] = /connect-src ([^;]*)/.exec(policy ? policy.content : '') || [];
    const origins = list.split(/\s+/).map((origin) => origin.replace(/\/$/, ''));
    const isOpen = Boolean(address) && origins.concat(location.origin).includes(address.origin);
    const { folder = '/' } = root.dataset;
    return isOpen && /^https?:$/.test(address.protocol) && address.pathname.startsWith(folder);
  }

  function refuse(reason) {
    if (widget) widget.remove();
    widget = undefined;
    say(reason);
  }

  function say(reason) {
    const message = document.querySelector('[role="status"]') || document.createElement('p');
    message.setAttribute('role', 'status');
    document.body.append(message);
    message.textContent = words[reason];
  }

  /** A frame with figures is announced by its title, and a page that was opened by itself has it in the window. */
  function showFigures() {
    if (!widget) return;
    widget.classList.remove('unread');
    const message = document.querySelector('[role="status"]');
    if (message) message.remove();
    const name = widget.shadowRoot.querySelector('[part="title"], [part="label"]');
    document.title = name ? name.textContent : words.title;
  }

  // The height.

  if (parent === window) return;
  let told;

  function tell() {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    // Nothing has a height in a frame that is hidden.
    if (!height || height === told) return;
    told = height;
    // Nobody can do anything with a height but the page that made room for it, wherever that comes from.
    parent.postMessage({ type: 'indicator-widget', height }, '*');
  }

  addEventListener('message', ({ data, source }) => {
    if (source !== parent || !data || data.type !== 'indicator-widget') return;
    if (data.ask === true) {
      told = undefined;
      tell();
    } else if (typeof data.fits === 'boolean') {
      // No scroll bar comes and goes while the page follows; where it has less room to give, the frame scrolls.
      root.style.overflowY = data.fits ? 'hidden' : '';
    }
  });
  // Off the screen, browsers may leave out all that observes a layout.
  for (const name of ['indicator-ready', 'indicator-error']) document.addEventListener(name, tell);
  addEventListener('resize', tell);
  if (typeof ResizeObserver === 'undefined') setInterval(tell, LOOK_SECONDS * 1000);
  else new ResizeObserver(tell).observe(document.body);
  tell();
})();
