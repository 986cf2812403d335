import { describe, expect, test } from 'vitest'
import { database, said, web } from './said.ts'

describe('fields of services', () => {
  test.each<[string, string, string[]]>([
    [
      'a disk and several instances',
      web('numInstances: 2\ndisk: { name: data, mountPath: /data }'),
      [
        '6:3 error disk-with-instances: "disk" cannot stand beside "numInstances": a service with a disk runs one instance',
      ],
    ],
    [
      'a disk and scaling',
      web(
        'scaling: { minInstances: 1, maxInstances: 2, targetCPUPercent: 60 }\ndisk: { name: data, mountPath: /data }',
      ),
      [
        '6:3 error disk-with-instances: "disk" cannot stand beside "scaling": a service with a disk runs one instance',
      ],
    ],
    [
      'a disk on the free plan',
      web('plan: free\ndisk: { name: data, mountPath: /data }'),
      ['6:3 error free-plan-with-disk: "disk" needs a paid plan; got "free"'],
    ],
    [
      'a disk at a place of Render',
      web('disk: { name: data, mountPath: /etc/ }'),
      ['5:34 error forbidden-mount-path: a disk cannot be mounted at "/etc/" itself'],
    ],
    [
      'a relative mount path',
      web('disk: { name: data, mountPath: data }'),
      ['5:34 error forbidden-mount-path: "mountPath" must start with /; got "data"'],
    ],
    [
      'the free plan for a worker',
      'services:\n- { type: worker, name: jobs, runtime: docker, plan: free }\n',
      ['2:54 error free-plan-type: services of type worker have no free plan'],
    ],
    [
      'the free plan for a cron job',
      'services:\n- { type: cron, name: jobs, runtime: docker, plan: free, schedule: 0 * * * * }\n',
      [
        '2:52 error wrong-value: "plan" must be one of starter, standard, pro, pro plus, pro max, pro ultra, 0.5c-512mb, 1c-2g, 2c-4g, 2c-8g, 2c-16g, 4c-8g, 4c-16g, 4c-32g, 8c-16g, 8c-32g, 8c-64g; got "free"',
      ],
    ],
    [
      'what the free plan has not',
      web('plan: free\npreDeployCommand: ./migrate\nmaintenanceMode: { enabled: false }'),
      ['6:3 warning free-plan-feature: "preDeployCommand" needs a paid plan; got "free"'],
    ],
    [
      'a maintenance page on the free plan',
      web('plan: free\nmaintenanceMode: { enabled: true }'),
      ['6:3 error free-plan-with-maintenance: "maintenanceMode" needs a paid plan; got "free"'],
    ],
    [
      'an address of one on the free plan',
      web('plan: free\nmaintenanceMode: { uri: https://example.com }'),
      ['6:3 error free-plan-with-maintenance: "maintenanceMode" needs a paid plan; got "free"'],
    ],
    [
      'scaling from more to less',
      web('scaling: { minInstances: 3, maxInstances: 2, targetCPUPercent: 60 }'),
      ['5:28 error scaling-bounds: "minInstances" must not be above "maxInstances"; got 3 and 2'],
    ],
    [
      'scaling without a target',
      web('scaling: { minInstances: 1, maxInstances: 2 }'),
      ['5:3 error scaling-bounds: "scaling" needs "targetCPUPercent" or "targetMemoryPercent"'],
    ],
    [
      'scaling and a number of instances',
      web('numInstances: 2\nscaling: { minInstances: 1, maxInstances: 2, targetCPUPercent: 60 }'),
      ['5:3 warning instances-with-scaling: "numInstances" is ignored beside "scaling"'],
    ],
    [
      'a schedule of six fields',
      'services:\n- { type: cron, name: jobs, runtime: docker, schedule: "0 0 * * * *" }\n',
      ['2:56 error cron-expression: "schedule" must be a cron expression of five fields; got "0 0 * * * *"'],
    ],
    [
      'a schedule of nonsense',
      'services:\n- { type: cron, name: jobs, runtime: docker, schedule: "0 25 * * *" }\n',
      ['2:56 error cron-expression: "schedule" must be a cron expression of five fields; got "0 25 * * *"'],
    ],
    [
      'a native service without commands',
      'services:\n- { type: web, name: api, runtime: node }\n',
      [
        '2:3 warning missing-field: a service with runtime node needs "buildCommand"',
        '2:3 warning missing-field: a service with runtime node needs "startCommand"',
      ],
    ],
    [
      'a static site without a path',
      'services:\n- { type: web, name: site, runtime: static }\n',
      ['2:3 warning missing-field: a service with runtime static needs "staticPublishPath"'],
    ],
    [
      'an image service without an image',
      'services:\n- { type: web, name: api, runtime: image }\n',
      ['2:3 error missing-image: a service with runtime image needs "image.url"'],
    ],
    [
      'a health check path without a slash',
      web('healthCheckPath: healthz'),
      ['5:20 warning health-path: "healthCheckPath" should start with /; got "healthz"'],
    ],
    [
      'a domain that is an address',
      web('domains: ["https://shop.example.com/"]'),
      [
        '5:13 error domain-syntax: a domain must be a name such as shop.example.com; got "https://shop.example.com/"',
      ],
    ],
    [
      'a domain twice',
      web('domains: [shop.example.com, SHOP.example.com]'),
      [
        '5:31 warning repeated-item: the domain "shop.example.com" stands here and in line 5; the first one counts',
      ],
    ],
    [
      'the own subdomain as a domain',
      web('domains: [api.onrender.com]'),
      ['5:13 warning own-subdomain: "api.onrender.com" is given by Render and no custom domain'],
    ],
    [
      'no subdomain and no domain',
      web('renderSubdomainPolicy: disabled'),
      [
        '5:3 warning subdomain-policy: "renderSubdomainPolicy: disabled" needs a domain, or nobody can reach the service',
      ],
    ],
    [
      'an allow list of nonsense of an environment',
      'projects:\n- name: shop\n  environments:\n  - name: live\n    x-render-sync: { ipAllowList: [{ source: 10.1 }] }\n',
      ['5:46 error cidr: "source" must be an IP address or a range such as 203.0.113.0/24; got "10.1"'],
    ],
    [
      'an allow list of nonsense',
      web(
        'ipAllowList: [{ source: 10.0.0.0/33 }, { source: 10.1 }, { source: 10.0.0.1 }, { source: "2001:db8::/32" }]',
      ),
      [
        '5:27 error cidr: "source" must be an IP address or a range such as 203.0.113.0/24; got "10.0.0.0/33"',
        '5:52 error cidr: "source" must be an IP address or a range such as 203.0.113.0/24; got "10.1"',
      ],
    ],
    [
      'a header twice',
      'services:\n- type: web\n  name: site\n  runtime: static\n  staticPublishPath: dist\n  headers:\n  - { path: /*, name: X-A, value: a }\n  - { path: /*, name: x-a, value: b }\n',
      ['8:5 warning repeated-item: the header "/* x-a" stands here and in line 7; the first one counts'],
    ],
    [
      'a route twice',
      'services:\n- type: web\n  name: site\n  runtime: static\n  staticPublishPath: dist\n  routes:\n  - { type: redirect, source: /a, destination: /b }\n  - { type: redirect, source: /a, destination: /c }\n',
      ['8:5 warning repeated-item: a route for "/a" stands here and in line 7; the first one counts'],
    ],
  ])('%s', (_title, text, problems) => {
    expect(said(text)).toEqual(problems)
  })
})

describe('databases', () => {
  test.each<[string, string, string[]]>([
    [
      'a standby on a small plan',
      database('plan: basic-1gb\nhighAvailability: { enabled: true }'),
      ['4:3 error standby: "highAvailability" needs a pro plan or larger; got "plan: basic-1gb"'],
    ],
    [
      'a standby of an old version',
      database('plan: pro-4gb\npostgresMajorVersion: "12"\nhighAvailability: { enabled: true }'),
      ['5:3 error standby: "highAvailability" needs Postgres 13 or newer; got "postgresMajorVersion: 12"'],
    ],
    [
      'six replicas',
      database(
        'readReplicas: [{ name: a }, { name: b }, { name: c }, { name: d }, { name: e }, { name: f }]',
      ),
      ['3:3 error replica-limit: a database has at most 5 read replicas; got 6'],
    ],
  ])('%s', (_title, text, problems) => {
    expect(said(text)).toEqual(problems)
  })
})
