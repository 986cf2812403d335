import { likeWebService, tryAspects } from './aspects.ts'

/** The aspects of private services and workers are those of web services: test/long tries them. */
tryAspects((kind) => !likeWebService(kind))
