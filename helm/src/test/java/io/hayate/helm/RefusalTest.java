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
                    """)
    void shouldNameAValueThatCannotBeUsed(final String values, final String name) {
        assertThat(HayateChart.refusalOf(values)).contains("values don't meet the specifications", name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {adminToken: {value: 0123456789abcdef, existingSecret: a}}  | adminToken.existingSecret are both given
                    {noticeKeys: {value: 'k:a', existingSecret: a}}             | noticeKeys.existingSecret are both given
                    {campaigns: {samples: true, existingConfigMap: a}}          | reads one file
                    {persistence: {enabled: false, existingClaim: a}}           | shall the data be kept or not?
                    {config: {adminHost: 127.0.0.1}}                            | could not reach the admin port
                    {config: {adminHost: localhost}}                            | could not reach the admin port
                    {config: {adminHost: '::1'}}                                | could not reach the admin port
                    """)
    void shouldRefuseWhatContradictsItself(final String values, final String reason) {
        assertThat(HayateChart.refusalOf(values)).contains(reason);
    }
}
