package io.atalaya.alerting.notification.channel;

import io.atalaya.contract.notification.SigningSecret;
import io.atalaya.kernel.outbound.OutboundRules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/**
 * Posts to tenants' endpoints. Each message looks the name up anew and connects to the very addresses that were checked;
 * no redirect is followed, of the answer nothing but the status is read, and it must come in time.
 */
public final class WebhookClient implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(WebhookClient.class);
    /** What an endpoint may say before its body, of which nothing is read. */
    private static final int MAX_HEADER_LENGTH = 8192;

    private static final int MAX_HEADERS = 100;

    private final OutboundRules rules;
    private final Duration timeout;
    private final Clock clock;
    private final CloseableHttpClient http;

    /** @param connections that may be open at once */
    public WebhookClient(OutboundRules rules, Duration timeout, int connections, Clock clock) {
        this.rules = rules;
        this.timeout = timeout;
        this.clock = clock;
        Timeout limit = Timeout.ofMilliseconds(timeout.toMillis());
        this.http = HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new CheckedAddresses(rules))
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(Http1Config.custom()
                                        .setMaxLineLength(MAX_HEADER_LENGTH)
                                        .setMaxHeaderCount(MAX_HEADERS)
                                        .build())
                                .build())
                        .setMaxConnTotal(connections)
                        .setMaxConnPerRoute(connections)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(limit)
                                .setSocketTimeout(limit)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(limit)
                        .setResponseTimeout(limit)
                        .build())
                // A connection that is kept would go to an address that was checked long ago.
                .setConnectionReuseStrategy((request, response, context) -> false)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("Atalaya")
                .build();
    }

    /** @throws DeliveryFailed unless the endpoint answers with a status from 200 to 299 */
    public void post(Message message, URI url, SigningSecret secret) throws DeliveryFailed {
        long timestamp = clock.instant().getEpochSecond();
        String id = message.id().toString();
        HttpPost request = new HttpPost(url);
        request.setHeader("webhook-id", id);
        request.setHeader("webhook-timestamp", Long.toString(timestamp));
        request.setHeader("webhook-signature", WebhookSignature.of(id, timestamp, message.json(), secret));
        request.setEntity(new ByteArrayEntity(message.json(), ContentType.APPLICATION_JSON));
        int status = status(request, url);
        if (status < 200 || status > 299) {
            throw DeliveryFailed.because("The endpoint answered " + status);
        }
    }

    private int status(HttpPost request, URI url) throws DeliveryFailed {
        CompletableFuture<Void> deadline =
                new CompletableFuture<Void>().completeOnTimeout(null, timeout.toMillis(), TimeUnit.MILLISECONDS);
        // However slowly the answer drips in.
        deadline.thenRun(request::cancel);
        try {
            rules.requireScheme(url);
            return answer(request);
        } catch (OutboundRules.Forbidden forbidden) {
            throw DeliveryFailed.forGood("The URL " + forbidden.getMessage(), forbidden);
        } catch (UnknownHostException unknown) {
            throw DeliveryFailed.because("The URL names a host that is not known", unknown);
        } catch (IOException | HttpException failure) {
            String what = deadline.isDone() ? "in " + timeout.toMillis() + " ms" : "at all";
            throw DeliveryFailed.because("The endpoint has not answered " + what, failure);
        } finally {
            deadline.cancel(false);
        }
    }

    private int answer(HttpPost request) throws IOException, HttpException {
        ClassicHttpResponse response = http.executeOpen(RoutingSupport.determineHost(request), request, null);
        int status = response.getCode();
        // Nobody waits for the rest, of whatever length.
        request.cancel();
        try {
            response.close();
        } catch (IOException unread) {
            log.debug("The rest of an answer was not read", unread);
        }
        return status;
    }

    @Override
    public void destroy() throws IOException {
        http.close();
    }

    /** Whatever this gives is connected to, and nothing else. */
    private record CheckedAddresses(OutboundRules rules) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return rules.resolve(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
