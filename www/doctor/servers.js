/** The exact lines for nginx, Apache and IIS. Comments in them say where they belong, in words of the servers. */

const COMPRESSED = 'text/javascript application/javascript application/wasm application/json text/css';

/** The lines that `kind` names, with what `facts` say: `{ nginx, apache, iis }`. */
export function linesFor(kind, facts) {
  return LINES[kind](facts);
}

const LINES = {
  type: ({ wanted, ending }) => ({
    nginx: `# mime.types, types { … }\n${wanted} ${ending};`,
    apache: `# httpd.conf, .htaccess\nAddType ${wanted} .${ending}`,
    iis: webConfig(
      'staticContent',
      `<remove fileExtension=".${ending}" />`,
      `<mimeMap fileExtension=".${ending}" mimeType="${wanted}" />`,
    ),
  }),

  policy: ({ policy }) => ({
    nginx: `# server { … }\nadd_header Content-Security-Policy "${policy}" always;`,
    apache: `# httpd.conf, .htaccess: mod_headers\nHeader set Content-Security-Policy "${policy}"`,
    iis: headers('Content-Security-Policy', policy),
  }),

  compression: () => ({
    nginx: `# http { … }\ngzip on;\ngzip_vary on;\ngzip_proxied any;\ngzip_types ${COMPRESSED};`,
    apache: `# httpd.conf, .htaccess: mod_deflate, mod_filter\nAddOutputFilterByType DEFLATE ${COMPRESSED}`,
    iis: [
      webConfig('', '<urlCompression doStaticCompression="true" />'),
      '<!-- cmd.exe (Administrator):',
      ...['application/wasm', 'application/json'].map(
        (type) =>
          `%windir%\\system32\\inetsrv\\appcmd.exe set config -section:system.webServer/httpCompression /+"staticTypes.[mimeType='${type}',enabled='True']" /commit:apphost`,
      ),
      '-->',
    ].join('\n'),
  }),

  cors: ({ origin, name }) => ({
    nginx: `# location { … }\nadd_header Access-Control-Allow-Origin "${origin}";`,
    apache: `# httpd.conf, .htaccess: mod_headers\n<Files "${name}">\n  Header set Access-Control-Allow-Origin "${origin}"\n</Files>`,
    iis: headers('Access-Control-Allow-Origin', origin),
  }),

  caching: () => ({
    nginx: '# server { … }; not the folder that is named by its version\nlocation ~ /indicator-widget[^/]*$ {\n  add_header Cache-Control "no-cache";\n}',
    apache:
      '# httpd.conf, .htaccess: mod_headers; not in the folder that is named by its version\n<FilesMatch "^indicator-widget">\n  Header set Cache-Control "no-cache"\n</FilesMatch>',
    iis: webConfig('staticContent', '<clientCache cacheControlMode="DisableCache" />'),
  }),
};

/** IIS refuses a second header of the same name, so the first one goes. */
function headers(name, value) {
  return webConfig(
    'httpProtocol/customHeaders',
    `<remove name="${name}" />`,
    `<add name="${name}" value="${escape(value)}" />`,
  );
}

/** The whole file, with these lines in a section of `system.webServer`. It says that it may not take another one's place. */
function webConfig(section, ...lines) {
  const path = ['configuration', 'system.webServer', ...section.split('/').filter(Boolean)];
  const indent = (depth, line) => '  '.repeat(depth) + line;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!-- web.config: gộp vào tệp đang có / merge into the file that is there -->',
    ...path.map((name, depth) => indent(depth, `<${name}>`)),
    ...lines.map((line) => indent(path.length, line)),
    ...path.map((name, depth) => indent(depth, `</${name}>`)).reverse(),
  ].join('\n');
}

function escape(value) {
  return value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}
