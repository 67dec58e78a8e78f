package io.atalaya.command.mqtt;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The embedded server's port. Opens after all that takes reports, and closes before it. */
@Component
public class MqttListener implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(MqttListener.class);
    private static final int MAX_CLIENT_ID = 256;
    /** Sockets beyond the permitted connections, so that those who are refused are told. */
    private static final int SPARE_SOCKETS = 100;

    private final MqttSettings settings;
    private final Gate gate;
    private final PublishedReports reports;
    private final MqttConnections connections;
    private final MqttMeters meters;
    private final SslBundles sslBundles;
    private final AtomicInteger sockets = new AtomicInteger();
    private volatile @Nullable Running running;

    MqttListener(
            MqttSettings settings,
            Gate gate,
            PublishedReports reports,
            MqttConnections connections,
            MqttMeters meters,
            SslBundles sslBundles) {
        this.settings = settings;
        this.gate = gate;
        this.reports = reports;
        this.connections = connections;
        this.meters = meters;
        this.sslBundles = sslBundles;
    }

    private record Running(Channel channel, EventLoopGroup eventLoops, ExecutorService virtualThreads) {}

    /** @throws IllegalStateException if it is not open */
    public int port() {
        Running now = running;
        if (now == null) {
            throw new IllegalStateException("MQTT is off");
        }
        return ((InetSocketAddress) now.channel().localAddress()).getPort();
    }

    @Override
    public void start() {
        if (!settings.listens()) {
            return;
        }
        SSLContext tls = settings.sslBundle() == null
                ? null
                : sslBundles.getBundle(settings.sslBundle()).createSslContext();
        EventLoopGroup eventLoops = new MultiThreadIoEventLoopGroup(
                Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 4),
                new DefaultThreadFactory("mqtt", true),
                NioIoHandler.newFactory());
        ExecutorService virtualThreads = Executors.newVirtualThreadPerTaskExecutor();
        MqttServices services =
                new MqttServices(settings, gate, reports, connections, meters, new HeldPayloads(), virtualThreads);
        try {
            Channel channel = bind(eventLoops, services, tls);
            running = new Running(channel, eventLoops, virtualThreads);
            log.info("MQTT listens on port {}{}", port(), tls == null ? "" : " with TLS");
        } catch (RuntimeException failure) {
            eventLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            virtualThreads.shutdown();
            throw failure;
        }
    }

    private Channel bind(EventLoopGroup eventLoops, MqttServices services, @Nullable SSLContext tls) {
        InetSocketAddress address = settings.bindAddress() == null
                ? new InetSocketAddress(settings.port())
                : new InetSocketAddress(settings.bindAddress(), settings.port());
        var bound = new ServerBootstrap()
                .group(eventLoops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        accept(channel, services, tls);
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        Throwable failure = bound.cause();
        if (failure instanceof BindException) {
            throw new PortTaken(settings.port(), failure);
        }
        if (failure != null) {
            throw new IllegalStateException("MQTT cannot listen on " + address, failure);
        }
        return bound.channel();
    }

    private void accept(SocketChannel channel, MqttServices services, @Nullable SSLContext tls) {
        channel.closeFuture().addListener(closed -> sockets.decrementAndGet());
        if (sockets.incrementAndGet() > settings.maxConnections() + SPARE_SOCKETS) {
            channel.close();
            return;
        }
        ChannelPipeline pipeline = channel.pipeline();
        if (tls != null) {
            SSLEngine engine = tls.createSSLEngine();
            engine.setUseClientMode(false);
            pipeline.addLast(new SslHandler(engine));
        }
        MqttConnection connection = new MqttConnection(channel, services);
        pipeline.addLast(
                MqttEncoder.INSTANCE,
                new FirstPacketLimit(connection),
                new MqttDecoder(settings.maxPacketBytes(), MAX_CLIENT_ID),
                connection);
    }

    /** Lets devices know; what is not acknowledged by then, they send again. */
    @Override
    public void stop() {
        Running now = running;
        running = null;
        if (now == null) {
            return;
        }
        now.channel().close().awaitUninterruptibly();
        connections.endAll();
        now.eventLoops().shutdownGracefully(100, 5_000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
        now.virtualThreads().shutdown();
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    /** With the web server. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE - 2048;
    }
}
