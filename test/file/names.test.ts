import { describe, expect, test } from 'vitest'
import { said } from './said.ts'

describe('names are unique', () => {
  test.each<[string, string, string[]]>([
    [
      'two services of different types',
      'services:\n- { type: web, name: api, runtime: docker }\n- { type: worker, name: api, runtime: docker }\n',
      ['3:25 error duplicate-name: the service "api" stands here and in line 2'],
    ],
    [
      'a resource at two places',
      'databases:\n- name: main\nungrouped:\n  databases:\n  - name: main\n',
      ['5:11 error duplicate-name: the database "main" stands here and in line 2'],
    ],
    [
      'a replica with the name of a database',
      'databases:\n- name: main\n  readReplicas: [{ name: copy }]\n- name: copy\n',
      ['4:9 error duplicate-name: the database "copy" stands here and in line 3'],
    ],
    [
      'two environments of a project',
      'projects:\n- name: shop\n  environments:\n  - name: live\n  - name: live\n',
      ['5:11 error duplicate-name: the environment "live" stands here and in line 4'],
    ],
    [
      'a domain of two services',
      'services:\n- { type: web, name: a, runtime: docker, domains: [shop.example.com] }\n- { type: web, name: b, runtime: docker, domains: [Shop.example.com] }\n',
      ['3:52 error duplicate-name: the domain "Shop.example.com" stands here and in line 2'],
    ],
    [
      'a key value and a service of one name',
      'services:\n- { type: web, name: a, runtime: docker }\n- { type: keyvalue, name: a, ipAllowList: [] }\n',
      [],
    ],
    [
      'a project without environments',
      'projects:\n- name: shop\n  environments: []\n',
      ['3:3 error empty-project: a project needs at least one environment'],
    ],
  ])('%s', (_title, text, problems) => {
    expect(said(text)).toEqual(problems)
  })
})
