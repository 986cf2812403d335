/** A file that says all that a file can say, with names and texts that YAML could misread. */
export const everything = `
projects:
  - name: 'shop: all'
    environments:
      - name: "no"
        networking: { isolation: enabled }
        permissions: { protection: enabled }
        x-render-sync: { ipAllowList: [{ source: 203.0.113.0/24, description: "no. 1" }] }
        services:
          - type: web
            name: api
            runtime: node
            plan: pro plus
            region: ohio
            repo: https://github.com/acme/app
            branch: "1.10"
            rootDir: ./api
            buildCommand: |
              npm ci
              npm run build  # all of it
            startCommand: "node: 'server' --port=$PORT"
            preDeployCommand: npm run migrate
            healthCheckPath: /up
            maxShutdownDelaySeconds: 60
            autoDeployTrigger: checksPass
            domains: [api.example.com, www.example.org]
            renderSubdomainPolicy: disabled
            ipAllowList: [{ source: 203.0.113.0/24, description: "office: #1" }]
            maintenanceMode: { enabled: true, uri: https://example.com/sorry }
            previews: { generation: manual }
            buildFilter: { paths: ["src/**"], ignoredPaths: ["**/*.md"] }
            scaling: { minInstances: 2, maxInstances: 4, targetMemoryPercent: 80 }
            envVars:
              - fromGroup: shared
              - { key: DATABASE_URL, fromDatabase: { name: main, property: connectionString } }
              - { key: DB_HOST, fromDatabase: { name: main, property: host } }
              - { key: DB_PORT, fromDatabase: { name: main, property: port } }
              - { key: DB_USER, fromDatabase: { name: main, property: user } }
              - { key: DB_PASSWORD, fromDatabase: { name: main, property: password } }
              - { key: DATABASE_NAME, fromDatabase: { name: main, property: database } }
              - { key: CACHE, fromService: { name: cache, type: keyvalue, property: connectionString } }
              - { key: CACHE_ADDRESS, fromService: { name: cache, type: keyvalue, property: hostport } }
              - { key: SEARCH, fromService: { name: search, type: pserv, property: hostport } }
              - { key: SEARCH_HOST, fromService: { name: search, type: pserv, property: host } }
              - { key: SITE, fromService: { name: site, type: web, envVarKey: RENDER_EXTERNAL_URL } }
              - { key: SELF, fromService: { name: api, type: web, envVarKey: RENDER_EXTERNAL_HOSTNAME } }
              - { key: SEARCH_NAME, value: search }
              - { key: EMPTY, value: "" }
              - { key: LINES, value: "one\\ntwo = \\"2\\"\\n" }
              - { key: TOKEN, sync: false }
              - { key: MADE, generateValue: true }
            x-render-sync:
              secretFiles: [{ name: .env, content: "A=1\\nB=2\\n" }]
              notifications: { send: none, previews: enabled }
              logStream: { setting: drop }
          - type: web
            name: site
            runtime: static
            repo: https://github.com/acme/app
            branch: main
            buildCommand: npm run site
            staticPublishPath: dist
            headers:
              - { path: /*, name: X-Frame-Options, value: DENY }
              - { path: /b, name: A, value: "yes" }
            routes:
              - { type: rewrite, source: /z, destination: /1 }
              - { type: redirect, source: /a, destination: /2 }
          - type: pserv
            name: search
            runtime: docker
            repo: https://github.com/acme/app
            branch: main
            dockerCommand: ./run
            dockerfilePath: ./docker/Dockerfile
            dockerContext: ./docker
            disk: { name: "on", mountPath: /data, sizeGB: 20 }
        databases:
          - name: main
            plan: pro-4gb
            region: ohio
            postgresMajorVersion: "16"
            databaseName: shop
            user: shop_owner
            diskSizeGB: 100
            storageAutoscalingEnabled: true
            connectionPool: pgbouncer
            highAvailability: { enabled: true }
            ipAllowList: []
            readReplicas:
              - { name: reader, x-render-sync: { parameterOverrides: { work_mem: 8MB } } }
            x-render-sync:
              parameterOverrides: { max_connections: "200", jit: "off" }
        envVarGroups:
          - name: shared
            envVars: [{ key: LEVEL, value: do-not-show-this }, { key: MADE, generateValue: true }]
            x-render-sync:
              secrets: [GIVEN]
              secretFiles: [{ name: key.pem, content: do-not-show-that }]
      - name: empty
services:
  - type: worker
    name: "0123"
    runtime: image
    image: { url: ghcr.io/acme/worker:2 }
    numInstances: 3
  - type: cron
    name: "null"
    runtime: python
    repo: https://github.com/acme/app
    branch: main
    buildCommand: pip install .
    startCommand: python -m job
    schedule: "*/5 * * * *"
    x-render-sync: { suspended: true }
  - type: keyvalue
    name: cache
    plan: standard
    maxmemoryPolicy: noeviction
    persistenceMode: "off"
    ipAllowList: [{ source: 0.0.0.0/0, description: everywhere }]
x-render-sync:
  notifications: { send: all, email: disabled }
  webhooks:
    - { name: chat, url: https://example.com/hook, eventFilter: [deploy_ended] }
`
