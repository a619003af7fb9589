package io.hayate.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.hayate.bidder.notices.token.NoticeKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That there always is an admin token, only where secrets belong, and the same one after an upgrade. */
class AdminTokenTest {
    private static final String SECRET = "Secret/shop-hayate";
    private static final String GIVEN = "given-0123456789abcdef";

    /** Of 16 bytes, the least, and of 32. */
    private static final String KEYS = "2:MDEyMzQ1Njc4OWFiY2RlZg==,1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    @Test
    void shouldGenerateAnotherTokenForEveryInstall() {
        final String first = token(HayateChart.render());
        assertThat(first).matches("[A-Za-z0-9]{40}");
        assertThat(token(HayateChart.render())).matches("[A-Za-z0-9]{40}").isNotEqualTo(first);
    }

    @Test
    void shouldGiveItToTheBidderByReferenceOnly() {
        final Manifest manifest = HayateChart.render("adminToken: {value: " + GIVEN + "}");
        assertThat(token(manifest)).isEqualTo(GIVEN);
        final SecretKeySelector reference = secretOf(manifest, "HAYATE_ADMIN_TOKEN");
        assertThat(reference.getName()).isEqualTo("shop-hayate");
        assertThat(reference.getKey()).isEqualTo("admin-token");
        assertThat(reference.getOptional()).isNull();
        for (final ObjectNode object : manifest.objects()) {
            if (!object.path("kind").asText().equals("Secret")) {
                assertThat(object.toString()).doesNotContain(GIVEN, base64(GIVEN));
            }
        }
        assertThat(HayateChart.notes("adminToken: {value: " + GIVEN + "}")).doesNotContain(GIVEN, base64(GIVEN));
    }

    @Test
    void shouldTakeItFromASecretOfTheUser() {
        final String values = "adminToken: {existingSecret: tokens, existingSecretKey: hayate}";
        final Manifest manifest = HayateChart.render(values);
        assertThat(manifest.names()).noneMatch(name -> name.startsWith("Secret/"));
        assertThat(secretOf(manifest, "HAYATE_ADMIN_TOKEN").getName()).isEqualTo("tokens");
        assertThat(secretOf(manifest, "HAYATE_ADMIN_TOKEN").getKey()).isEqualTo("hayate");
        assertThat(HayateChart.notes(values)).contains("get secret tokens", "index .data \"hayate\"");
    }

    @Test
    void shouldNotTakeShortTokensOrSpaces() {
        assertThat(HayateChart.refusalOf("adminToken: {value: short}")).contains("adminToken");
        assertThat(HayateChart.refusalOf("adminToken: {value: 'with a space in between'}"))
                .contains("adminToken");
    }

    @Test
    void shouldGiveNoticeKeysByReferenceToo() {
        final Manifest without = HayateChart.render();
        assertThat(environment(without)).extracting(EnvVar::getName).doesNotContain("HAYATE_NOTICE_KEYS");
        final Manifest given = HayateChart.render("noticeKeys: {value: '" + KEYS + "'}");
        assertThat(secretOf(given, "HAYATE_NOTICE_KEYS").getName()).isEqualTo("shop-hayate");
        assertThat(data(given.object(SECRET), "notice-keys")).isEqualTo(KEYS);
        assertThat(token(given)).hasSize(40);
        final Manifest existing = HayateChart.render("noticeKeys: {existingSecret: keys, existingSecretKey: k}");
        assertThat(secretOf(existing, "HAYATE_NOTICE_KEYS").getName()).isEqualTo("keys");
        assertThat(secretOf(existing, "HAYATE_NOTICE_KEYS").getKey()).isEqualTo("k");
    }

    /** What the bidder would not start with is refused when it is rendered, and nothing else is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                KEYS,
                "1:MDEyMzQ1Njc4OWFiY2RlZg",
                "255:MDEyMzQ1Njc4OWFiY2RlZjA=",
                "255:MDEyMzQ1Njc4OWFiY2RlZjA",
                "9:++++////++++////++++////",
                "k1:MDEyMzQ1Njc4OWFiY2RlZg==",
                "0:MDEyMzQ1Njc4OWFiY2RlZg==",
                "256:MDEyMzQ1Njc4OWFiY2RlZg==",
                "1:c2VjcmV0",
                "1:MDEyMzQ1Njc4OWFiY2RlZ",
                "1:MDEyMzQ1Njc4OWFiY2RlZg=",
                "1:MDEyMzQ1Njc4OWFiY2Rl____",
                "1:MDEyMzQ1Njc4OWFiY2RlZg==,",
                "1:MDEyMzQ1Njc4OWFiY2RlZg==,1:MDEyMzQ1Njc4OWFiY2RlZjA=",
            })
    void shouldTakeTheNoticeKeysThatTheBidderTakes(final String keys) {
        final String values = "noticeKeys: {value: '" + keys + "'}";
        final List<String> problems = new ArrayList<>();
        NoticeKeys.parse(keys, problems);
        if (problems.isEmpty()) {
            final String rendered = data(HayateChart.render(values).object(SECRET), "notice-keys");
            assertThat(NoticeKeys.parse(rendered, problems))
                    .as(problems.toString())
                    .isNotNull();
        } else {
            assertThat(HayateChart.refusalOf(values)).contains("noticeKeys");
        }
    }

    @Test
    void shouldMakeANewPodForGivenKeys() {
        assertThat(HayateChart.render().podAnnotations()).doesNotContainKey("checksum/notice-keys");
        assertThat(HayateChart.render("noticeKeys: {value: '1:MDEyMzQ1Njc4OWFiY2RlZg=='}")
                        .podAnnotations()
                        .get("checksum/notice-keys"))
                .isNotEqualTo(HayateChart.render("noticeKeys: {value: '" + KEYS + "'}")
                        .podAnnotations()
                        .get("checksum/notice-keys"));
    }

    /** A sum of a token that a person made up lets others guess it. */
    @Test
    void shouldLeaveNothingOfAGivenTokenInThePod() {
        assertThat(HayateChart.render("adminToken: {value: " + GIVEN + "}").podAnnotations())
                .isEqualTo(HayateChart.render().podAnnotations());
    }

    @Test
    void shouldKeepTheInstalledTokenWhenInstalledOver() {
        final String namespace = "token-kept";
        HayateChart.upgradeOrInstall(namespace);
        final Secret installed = installed(namespace);
        final String token = installed.getData().get("admin-token");
        assertThat(Base64.getDecoder().decode(token)).hasSize(40);
        final String serviceName = serviceName(namespace);

        HayateChart.upgradeOrInstall(namespace, "{campaigns: {samples: true}, commonLabels: {round: second}}");
        assertThat(installed(namespace).getMetadata().getLabels()).containsEntry("round", "second");
        assertThat(installed(namespace).getData()).containsEntry("admin-token", token);
        assertThat(serviceName(namespace)).isEqualTo(serviceName);

        HayateChart.upgradeOrInstall(namespace, "adminToken: {value: " + GIVEN + "}");
        assertThat(installed(namespace).getData()).containsEntry("admin-token", base64(GIVEN));
        HayateChart.upgradeOrInstall(namespace);
        assertThat(installed(namespace).getData()).containsEntry("admin-token", base64(GIVEN));
    }

    @Test
    void shouldGenerateATokenWhereTheInstalledSecretHasNone() {
        final String namespace = "token-lost";
        HayateChart.upgradeOrInstall(namespace);
        final Secret secret = installed(namespace);
        secret.getData().put("admin-token", "");
        client().resource(secret).update();
        HayateChart.upgradeOrInstall(namespace, "commonLabels: {round: second}");
        assertThat(installed(namespace).getData().get("admin-token")).isNotEmpty();
    }

    private static KubernetesClient client() {
        return FakeCluster.running().client();
    }

    private static Secret installed(final String namespace) {
        return client().secrets().inNamespace(namespace).withName("shop-hayate").get();
    }

    private static String serviceName(final String namespace) {
        return client().apps()
                .statefulSets()
                .inNamespace(namespace)
                .withName("shop-hayate")
                .get()
                .getSpec()
                .getServiceName();
    }

    private static String token(final Manifest manifest) {
        return data(manifest.object(SECRET), "admin-token");
    }

    private static String data(final ObjectNode secret, final String key) {
        return new String(
                Base64.getDecoder().decode(secret.path("data").path(key).asText()), StandardCharsets.UTF_8);
    }

    private static List<EnvVar> environment(final Manifest manifest) {
        return manifest.pod().getContainers().get(0).getEnv();
    }

    private static SecretKeySelector secretOf(final Manifest manifest, final String variable) {
        final EnvVar found = environment(manifest).stream()
                .filter(each -> each.getName().equals(variable))
                .findFirst()
                .orElseThrow();
        assertThat(found.getValue()).isNull();
        return found.getValueFrom().getSecretKeyRef();
    }

    private static String base64(final String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
