import { likeWebService, tryAspects } from '../kinds/aspects.ts'

tryAspects(likeWebService)
