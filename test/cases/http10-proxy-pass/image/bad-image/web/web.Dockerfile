FROM node:20 AS build
RUN npm ci

FROM nginx:1.27-alpine AS production
COPY nginx.conf /etc/nginx/nginx.conf
COPY conf.d/ /etc/nginx/conf.d/
COPY <<EOF /etc/nginx/conf.d/extra.conf
server {
  listen 82;
  location / {
    proxy_pass http://prices/;
    #          ^^^^^^^^^^^^^^ proxy_pass sends HTTP/1.0 to Service prices, which sidecars answer with 426: no proxy_http_version is set here or around, and nginx 1.27 (image nginx:1.27-alpine) uses 1.0
    proxy_set_header X-Real-Ip \$remote_addr;
  }
}
EOF
