/** A deploy that somebody waits for, told line by line on stderr. */
import { type Deploy, followDeploy, type Place, type Service } from '../../../src/index.ts'
import type { Screen } from '../../shell/index.ts'
import { durationText } from '../../words/index.ts'
import { patienceOf, type WaitOptions } from './place.ts'

export const followed = (
  place: Place,
  service: Service,
  deploy: Deploy,
  options: WaitOptions,
  screen: Screen,
): Promise<Deploy> => {
  const began = Date.now()
  return followDeploy(place, service, deploy, {
    patience: patienceOf(options),
    changed: ({ id, status }) =>
      screen.err(`deploy ${id} of ${service.name}: ${status} (${durationText((Date.now() - began) / 1000)})`),
  })
}
