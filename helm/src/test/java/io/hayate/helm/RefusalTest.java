package io.hayate.helm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chart does not render, and that a person reads why. */
class RefusalTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 100})
    void shouldRefuseMoreThanOneBidderAndSayWhy(final int replicas) {
        assertThat(HayateChart.refusalOf("replicas: " + replicas))
                .contains("replicas is " + replicas, "would each spend the whole budget", "cluster form");
    }

    @Test
    void shouldTakeNoBidderAtAll() {
        assertThat(HayateChart.render("replicas: 0").statefulSet().getSpec().getReplicas())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {replica: 2}                                     | 'replica'
                    {image: {repo: x}}                               | 'repo'
                    {config: {bidport: 1}}                           | 'bidport'
                    {config: {adminToken: abc}}                      | 'adminToken'
                    {config: {dataDir: /data}}                       | 'dataDir'
                    {persistence: {sizes: 1Gi}}                      | 'sizes'
                    {resources: {limit: {}}}                         | 'limit'
                    {probes: {liveness: {path: /}}}                  | 'path'
                    {service: {nodePorts: 1}}                        | 'nodePorts'
                    {tolerations: [{keys: a}]}                       | 'keys'
                    {securityContext: {}}                            | 'securityContext'
                    """)
    void shouldNameAnUnknownValue(final String values, final String name) {
        assertThat(HayateChart.refusalOf(values)).contains("additional properties '" + name + "' not allowed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {replicas: '1'}                                                     | replicas
                    {replicas: -1}                                                      | replicas
                    {image: {pullPolicy: Sometimes}}                                    | pullPolicy
                    {image: {digest: abc}}                                              | digest
                    {service: {type: ExternalName}}                                     | type
                    {persistence: {accessMode: ReadWriteMany}}                          | accessMode
                    {persistence: {size: 4 Gi}}                                         | size
                    {config: {drain: 10}}                                               | drain
                    {config: {drain: null}}                                             | drain
                    {config: {maxCampaigns: 0}}                                         | maxCampaigns
                    {jvmOptions: ['-Da=b c']}                                           | jvmOptions
                    {noticeKeys: {value: secret}}                                       | noticeKeys
                    {service: {loadBalancerSourceRanges: [192.0.2.1]}}                  | loadBalancerSourceRanges
                    {service: {loadBalancerSourceRanges: [192.0.2.0/33]}}               | loadBalancerSourceRanges
                    {service: {loadBalancerSourceRanges: ['2001:db8::/129']}}           | loadBalancerSourceRanges
                    {service: {loadBalancerSourceRanges: [exchange.example]}}           | loadBalancerSourceRanges
                    """)
    void shouldNameAValueThatCannotBeUsed(final String values, final String name) {
        assertThat(HayateChart.refusalOf(values)).contains("values don't meet the specifications", name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {adminToken: {value: 0123456789abcdef, existingSecret: a}}  | adminToken.existingSecret are both given
                    {noticeKeys: {value: '1:MDEyMzQ1Njc4OWFiY2RlZg==', existingSecret: a}} | noticeKeys.existingSecret are both given
                    {campaigns: {samples: true, existingConfigMap: a}}          | reads one file
                    {persistence: {enabled: false, existingClaim: a}}           | shall the data be kept or not?
                    {config: {adminHost: 127.0.0.1}}                            | could not reach the admin port
                    {config: {adminHost: localhost}}                            | could not reach the admin port
                    {config: {adminHost: '::1'}}                                | could not reach the admin port
                    {config: {adminHost: '0:0:0:0:0:0:0:1'}}                    | could not reach the admin port
                    {config: {bidHost: 127.0.0.2}}                              | could not reach the bid port
                    {config: {bidHost: LocalHost}}                              | could not reach the bid port
                    {config: {bidHost: '::1'}}                                  | could not reach the bid port
                    {adminToken: {existingSecret: shop-hayate}}                 | adminToken.existingSecret is shop-hayate
                    {noticeKeys: {existingSecret: shop-hayate}}                 | Helm would take it for its own, and delete it
                    {fullnameOverride: b, adminToken: {existingSecret: b}}      | adminToken.existingSecret is b
                    {service: {loadBalancerSourceRanges: [192.0.2.0/24]}}       | but service.type is ClusterIP
                    {resources: {limits: null}}                                 | 40 % of the node
                    {resources: {limits: {memory: null}}}                       | resources.limits.memory is not given
                    {resources: {limits: {memory: '0'}}}                        | resources.limits.memory is not given
                    """)
    void shouldRefuseWhatContradictsItself(final String values, final String reason) {
        assertThat(HayateChart.refusalOf(values)).contains(reason);
    }
}
