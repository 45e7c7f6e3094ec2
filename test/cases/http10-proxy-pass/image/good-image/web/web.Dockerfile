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
    proxy_set_header X-Real-Ip \$remote_addr;
  }
}
EOF
