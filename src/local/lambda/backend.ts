import type { Cloud } from '../cloud.ts';

export class LambdaBackend {
  readonly cloud: Cloud;
  constructor(cloud: Cloud) {
    this.cloud = cloud;
  }
}
