/** Endings of files that hold other languages, whatever they look like. */
const OTHER_LANGUAGES =
  /\.(?:sh|bash|py|rb|pl|js|mjs|ts|tsx|jsx|json|ya?ml|md|html?|php|lua|xml|properties|ini|toml|cfg|sql|go|java|cs|css|vcl|hcl|tf|txt|cue|jsonnet|gradle)$/i;

/** `nginx.conf`, `default.conf.template`, `site.nginx`, `nginx.conf.j2`, `proxy.vhost`. */
const CONFIGURATION_NAME =
  /\.(?:conf|nginx|vhost)(?:\.(?:template|tpl|tmpl|j2|jinja2?|erb|gotmpl|in|sample|dist))*$|^nginx\.tmpl$/i;

const CONFIGURATION_FOLDER = /(?:^|\/)(?:nginx|sites-available|sites-enabled|conf\.d|openresty)\//;

const TEMPLATE_NAME = /\.(?:j2|jinja2?|erb|tpl|tmpl|gotmpl)$/i;

/** Directives of nginx that other languages do not write the same way, with their `;`. */
const STATEMENTS = [
  'listen|server_name|try_files|error_page|access_log|error_log|log_format|add_header|rewrite|root|resolver',
  '(?:proxy|fastcgi|uwsgi|scgi|grpc|memcached)_[a-z_]+|stub_status|default_type|sendfile|tcp_nopush',
  'worker_connections|worker_processes|client_max_body_size|keepalive_timeout|gzip(?:_[a-z]+)?|limit_(?:req|conn)_zone',
  'ssl_(?:certificate|certificate_key|protocols|ciphers)|set_real_ip_from|real_ip_header',
  'return[ \\t]+\\d{3}|(?:allow|deny)[ \\t]+(?:all|[\\da-f.:/]{2,60})',
  'include[ \\t]+[^;\\n]{0,200}(?:mime\\.types|_params|nginx|\\.conf)',
  'server[ \\t]+(?:unix:[^;\\n \\t]{1,200}|[\\w.{}$-]{1,200}:[\\w{}$]{1,80})',
];

const STATEMENT = new RegExp(
  `(?:^|[{;])[ \\t]*(?:${STATEMENTS.join('|')})(?:[ \\t][^;\\n]{0,600})?;`,
  'm',
);

const BLOCK =
  /(?:^|[{};])[ \t]*(?:http|server|events|stream|location[ \t][^\n;{]{0,400}|upstream[ \t][^\n;{]{0,400}|map[ \t]+[^\n;{]{0,400}[ \t]\$\w[^\n;{]{0,100})[ \t\r\n]{0,80}\{/m;

/** Whether a file of this name is a template by its name: `nginx.conf.j2`. */
export function isTemplatePath(path: string): boolean {
  return TEMPLATE_NAME.test(path);
}

/**
 * Whether a file, a ConfigMap's key or a Helm value holds nginx configuration. The name alone never decides: Spark,
 * HOCON, Redis, Apache and many others call their files `.conf` too, so the text must read like nginx. Where the name says
 * nothing either, it must have both a block and a statement of nginx.
 */
export function isNginxConfiguration(path: string, text: string): boolean {
  if (OTHER_LANGUAGES.test(path) || text.startsWith('#!') || !text.includes(';')) return false;
  if (speaksOfNginx(path) && BLOCK.test(text)) return true;
  return STATEMENT.test(text) && (isNamedLikeConfiguration(path) || BLOCK.test(text));
}

/**
 * Whether what is wrong in such a text may be told to its owner: it must be nginx beyond doubt, not one statement in a
 * text of another kind.
 */
export function isSurelyNginx(path: string, text: string): boolean {
  return (
    STATEMENT.test(text) &&
    BLOCK.test(text) &&
    (speaksOfNginx(path) || isNamedLikeConfiguration(path))
  );
}

/** Whether a file of this name may hold nginx configuration, so that its text is worth reading. */
export function isNginxConfigurationPath(path: string): boolean {
  return !OTHER_LANGUAGES.test(path) && (speaksOfNginx(path) || isNamedLikeConfiguration(path));
}

function speaksOfNginx(path: string): boolean {
  return (
    /nginx|openresty/i.test(path.slice(path.lastIndexOf('/') + 1)) ||
    CONFIGURATION_FOLDER.test(path)
  );
}

function isNamedLikeConfiguration(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return CONFIGURATION_NAME.test(name) || CONFIGURATION_FOLDER.test(path);
}
