import type { GoIntegration } from '#src/model/integration.js';

export const pahoMqtt: GoIntegration = {
  id: 'paho-mqtt',
  title: 'Paho MQTT',
  language: 'go',
  role: 'client',
  summary: 'Messages through Eclipse Paho.',
  instrumentation: null,
  manual: 'There is no rewrite for it yet.',
  sites: [{ package: 'github.com/eclipse/paho.mqtt.golang', calls: ['NewClient'] }],
  consumes: ['Subscribe'],
  instrumentedBy: [],
};
